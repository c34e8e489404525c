"""An invented lesson in Arabic, written from right to left, with an exercise of every kind.

Its names hold tags and quotation marks on purpose.
"""

# ruff: noqa: E501

import hashlib
import json
import shutil
from pathlib import Path

from support import ROOT

SLUG = "far-1"
ARTICLE = """عودة الجرس القديم إلى البلدة
قالت المؤسِّسة هند إن الجرس القديم عاد إلى البلدة يوم الثلاثاء، وإن أحدا لم يدفع ثمن إصلاحه. وأضافت أن أهل البلدة انتظروا هذا اليوم عشرين سنة، وأنهم سيسمعونه من جديد في الربيع المقبل.
وقال <b>سامي</b> "الحارس" إن الجرس ما زال مكسورا، وإن إصلاحه سيكلف 1500 دينار على الأقل.
"""
FACTS = """headline: عودة الجرس القديم إلى البلدة
publisher: جريدة المرفأ
datePublished: 2024-03-05
inLanguage: ar
rights: ours
sha256: %s
view: [20, 20, 40, 35]
"""
TABLES = {
    "actors": "actor,name,kind\nhind,هند,person\n",
    "mentions": "at,quote,actor,form\n",
    "places": "place,name,latitude,longitude\nbalda,البلدة,30,31\nmarfa,المرفأ,31,30\n",
    "toponyms": "at,quote,place,type\n",
    "events": "event,what,at,quote,basis\n",
    "statements": "at,content,source,cue,directness,polarity\n",
}
EXERCISES = """exercises:
  - {id: who, notebook: '00', place: a, kind: one, title: 'من <i>يتكلم</i>؟', question: 'من قال إن الجرس عاد؟',
     objective: o, minutes: 1, marks: 1,
     options: {hind: 'هند "المؤسِّسة"', sami: '<script>سامي</script>'}}
  - {id: which, notebook: '00', place: a, kind: several, title: أي الجمل, question: 'ما الذي يقوله النص؟',
     objective: o, minutes: 2, marks: 2,
     options: {back: عاد الجرس, free: لم يدفع أحد, whole: الجرس سليم}}
  - {id: whose, notebook: '00', place: a, kind: match, title: لمن القول, question: 'لمن كل قول؟',
     objective: o, minutes: 2, marks: 2, draws: places,
     rows: {balda: في البلدة, marfa: في المرفأ}, choices: {h: هند, s: سامي}}
  - {id: steps, notebook: '00', place: a, kind: order, title: الترتيب, question: 'رتّب الأحداث.',
     objective: o, minutes: 2, marks: 2,
     items: {hear: يسمعونه, back: عاد الجرس, wait: انتظروا}}
  - {id: day, notebook: '01', place: a, kind: date, title: اليوم, question: 'متى عاد الجرس؟',
     objective: o, minutes: 1, marks: 1, not_said: yes}
  - {id: cost, notebook: '01', place: a, kind: number, title: الثمن, question: 'كم يكلف الإصلاح؟',
     objective: o, minutes: 1, marks: 1, unit: دينار}
  - {id: guard, notebook: '01', place: a, kind: text, title: الحارس, question: 'ما اسم الحارس؟',
     objective: o, minutes: 1, marks: 1, not_said: yes}
  - {id: season, notebook: '01', place: a, kind: passage, title: الموسم, question: 'أين الموسم؟',
     objective: o, minutes: 2, marks: 2, parts: ['1', '2']}
  - {id: claims, notebook: '01', place: a, kind: highlight, title: الأقوال, question: 'علّم على القولين.',
     objective: o, minutes: 3, marks: 2, parts: ['1', '2']}
  - {id: count, notebook: '01', place: a, kind: code, title: العدد, question: 'كم كلمة؟',
     objective: o, minutes: 2, marks: 1}
  - {id: essay, notebook: '01', place: a, kind: written, title: رأيك, question: 'من تصدّق؟',
     objective: o, minutes: 5, marks: 3, words: 30,
     rubric: {Proficient: يذكر السبب, Emergent: يذكر الاسم, Basic: يعيد النص}}
"""
KEY = """key:
  who: {options: {hind: {message: نعم, marks: '1'}, sami: {message: لا}}}
  which: {message: نعم,
    options: {back: {right: yes, message: أ}, free: {right: yes, message: ب},
    whole: {right: no, message: ج}}}
  whose: {message: نعم, rows: {balda: {right: h, message: أ}, marfa: {right: s, message: ب}}}
  steps: {message: نعم, otherwise: لا, right: [wait, back, hear]}
  day: {otherwise: لا, answers: [{value: '2024-03-05', marks: '1', message: نعم}]}
  cost: {otherwise: لا, answers: [{value: '1500', marks: '1', message: نعم}]}
  guard: {otherwise: لا, answers: [{value: سامي, marks: '1', message: نعم}]}
  season: {otherwise: لا, answers: [
    {at: '1', quote: في الربيع المقبل, marks: '2', message: نعم}]}
  claims: {message: نعم, otherwise: لا, answers: [
    {at: '1', quote: الجرس القديم عاد, message: أ},
    {at: '2', quote: الجرس ما زال مكسورا, message: ب}]}
  count: {otherwise: لا, answers: [{value: '50', marks: '1', message: نعم}]}
  essay: {message: نعم, levels: {Proficient: أ, Emergent: ب, Basic: ج}}
"""


def write(folder: Path) -> Path:
    """Write the lesson into a folder that is not there yet."""
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, "utf-8", newline="\n")
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    (folder / "lesson.yaml").write_text(FACTS % digest, "utf-8")
    (folder / "exercises.yaml").write_text(EXERCISES, "utf-8")
    (folder / "key.yaml").write_text(KEY, "utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def small_kit(target: Path, lesson: Path | None = None) -> Path:
    """Return a kit of bare notebooks with one lesson: the one in a folder, or else this one."""
    if lesson is None:
        write(target / "seeds" / SLUG)
    else:
        shutil.copytree(lesson, target / "seeds" / lesson.name)
    (target / "notebooks").mkdir()
    for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"):
        bare = json.loads(path.read_text("utf-8")) | {"cells": []}
        (target / "notebooks" / path.name).write_text(json.dumps(bare), "utf-8")
    return target
