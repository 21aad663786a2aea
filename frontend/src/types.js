/**
 * What Python sends for one item. `session.js` fills in what is left out because it is empty.
 * @typedef {{id: string, kind: string, label: string, options: string[], targets: string[], accepted: string[],
 *   right?: (string | [string, string])[], also: (string | [string, string])[],
 *   feedback: Record<string, string>, quote?: string, keySays?: string, swaps: Record<string, string>,
 *   tooCalm?: [string, string], cards: Record<string, string>, models: [string, string, string][]}} Item
 *
 * The part of anywidget's model that the widgets use. A page without a kernel has one of its own (page.js).
 * @typedef {{get(name: string): any, set(name: string, value: unknown): void, save_changes(): void,
 *   on(event: string, handler: () => void): void, off(event: string, handler: () => void): void}} Model
 *
 * An answer to one item: what it is depends on the item's kind.
 * @typedef {string | number | string[] | [string, string][]} Answer
 *
 * @typedef {Record<string, Answer>} Answers
 *
 * What one activity keeps in the browser: `marks` are ticks that are not yet an answer.
 * @typedef {{answers: Answers, checked: string[], marks: string[]}} Kept
 */
export {};
