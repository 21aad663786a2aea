"""The teacher's side: each step is a command (`commands.py`) and a function that a notebook can call.

| step       | here                                                                    | makes                      |
|------------|-------------------------------------------------------------------------|----------------------------|
| assign     | assign.py; the key: key.py                                              | give/, keep/key.json       |
| collect    | collect.py; archive.py, lms_names.py, handed_in.py, roster.py           | collected.jsonl, a line of |
|            |                                                                         | which is submission.py     |
| grade      | grade.py                                                                | grades.jsonl, grades.csv   |
| review     | review.py; what comes back: marks.py                                    | review/, marks/            |
| feedback   | feedback.py, class_page.py; question.py, standing.py                    | feedback/                  |
| export     | export.py; late_policy.py, moodle_worksheet.py, whom.py                 | exports/                   |
| report     | report.py; its parts: divided.py, difficulty.py, doubting.py,           | report.html                |
|            | sureness.py, agreeing.py; below them: seen.py, item_analysis.py,        |                            |
|            | charts.py                                                               |                            |
| demo-class | demo_class.py                                                           | a class to try it on       |
| release    | release.py                                                              | exercises from solutions   |

Under all of them: folder.py (where files lie), page.py (pages), csv_file.py (tables). Beside them: nbgrader.py.
"""
