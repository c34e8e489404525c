"""An invented lesson in Arabic: long paragraphs, tags, quotation marks; in a kit of its own.

Its exercises are of every kind; the key of each is plain enough to be worked out by hand.
"""

from pathlib import Path

SLUG = "souk"
SENTENCE = 'قال التاجر إن السوق <b>مفتوح</b> & إن الناس "يشترون" الخبز كل صباح. '
ARTICLE = (
    "السوق يفتح أبوابه\n"
    "افتتح السوق أبوابه يوم الثلاثاء في مدينة بعيدة عن البحر.\n"
    + SENTENCE
    * 30
    + "وقالت ليلى إن الخبز غال.\n"
    "لم يتحدث أحد إلى الخبازين.\n"
)
FACTS = """headline: السوق يفتح أبوابه
publisher: 'صحيفة <المدينة> & "السوق"'
datePublished: 2024-03-05
inLanguage: ar
rights: حقوق النص لناشره
layout: {headline: 1}
objectives:
  - {id: cite, text: أشر إلى الكلمات, standards: [CCSS RH.9-10.1]}
"""
ABOUT = "notebook: '%s', place: x, objective: cite, minutes: 2"
EXERCISES = """exercises:
  - {id: who, kind: one, title: 'من "تكلم"؟', question: من تكلم في ¶2؟, marks: 1, A00,
     options: {layla: ليلى <i>نفسها</i>, baker: الخبازون, both: 'ليلى & الخبازون'}}
  - {id: either, kind: one, title: رأيان, question: أيهما أقوى في ¶1؟, marks: 1, A00,
     options: {day: اليوم, town: المدينة, sea: البحر}}
  - {id: fits, kind: several, title: ما يناسب, question: اختر ما يناسب, marks: 2, A00,
     options: {%s}}
  - {id: rows, kind: match, title: صفوف, question: من قال ماذا؟, marks: 2, A00,
     rows: {bread: 'الخبز غال', open: 'السوق مفتوح'},
     choices: {layla: ليلى, trader: التاجر, not-said: The article does not say}}
  - {id: order, kind: order, title: ترتيب, question: رتب ما يلي, marks: 2, A00,
     items: {bread: الخبز, opening: الافتتاح, bakers: الخبازون}}
  - {id: word, kind: text, title: كلمة, question: من قال ذلك؟, marks: 1, A00,
     not_said: yes}
  - {id: day, kind: date, title: يوم, question: متى نشر النص؟, marks: 1, A00}
  - {id: many, kind: number, title: عدد, question: كم مرة؟, marks: 1, A00, unit: مرات}
  - {id: mark, kind: passage, title: علم, question: علم ما قالته ليلى, marks: 2, A00,
     parts: ['2', '3']}
  - {id: all, kind: highlight, title: علم الكل, question: علم الأيام, marks: 1, A00, parts: ['1']}
  - {id: line, kind: code, title: سطر, question: احسب, marks: 1, A00}
  - {id: essay, kind: written, title: اكتب, question: من لم يسأل؟ انظر ¶3, marks: 3, A01, words: 5,
     rubric: {Proficient: كل شيء, Emergent: بعض الشيء, Basic: قليل}}
"""
EVIDENCE = "at: '2', quote: وقالت ليلى إن الخبز غال"
KEY = """key:
  who: {E, options: {layla: {marks: 1, message: 'هي تقول <ذلك>', E},
     baker: {message: لا أحد سألهم, misconception: bakers-heard, at: '3', quote: لم يتحدث أحد},
     both: {message: واحدة فقط, misconception: both-heard}}}
  either: {options: {day: {marks: 1, message: اليوم مذكور, at: '1', quote: يوم الثلاثاء},
     town: {marks: 1, message: المدينة مذكورة, at: '1', quote: مدينة بعيدة}, sea: {message: لا}}}
  fits: {message: أحسنت, options: {%s}}
  rows: {message: كلها, rows: {bread: {right: layla, message: ليلى قالت, E,
        wrong: {trader: {misconception: trader-said, message: ليس التاجر, E}}},
     open: {right: [trader, not-said], message: التاجر قال}}}
  order: {right: [opening, bread, bakers], message: هكذا, otherwise: انظر الفقرات,
     misconceptions: [{name: as-shown, order: [bread, opening, bakers], message: ليس كما عرضت}]}
  word: {otherwise: ابحث, answers: [{value: [ليلى, السيدة ليلى], marks: 1, message: نعم, E}],
     misconceptions: [{name: trader, value: التاجر, message: لا}]}
  day: {otherwise: انظر, answers: [{value: 2024-03-05, marks: 1, message: نعم}],
     misconceptions: [{name: month, value: 2024-03, message: أي يوم}]}
  many: {otherwise: عد, answers: [{value: 30, tolerance: 1, marks: 1, message: نعم}],
     misconceptions: [{name: one-day, value: 1, message: أكثر}]}
  mark: {otherwise: انظر, answers: [{at: '2', quote: إن الخبز غال, marks: 2, message: نعم}],
     misconceptions: [{name: nobody, at: '3', quote: لم يتحدث أحد, message: لا}]}
  all: {message: نعم, otherwise: لا, answers: [{at: '1', quote: يوم الثلاثاء, message: هنا}]}
  line: {otherwise: انظر, answers: [{value: '3', marks: 1, message: نعم}]}
  essay: {message: الخبازون, at: '3', quote: لم يتحدث أحد,
     levels: {Proficient: الخبازون ¶3, Emergent: الخبازون, Basic: أحد}}
"""
LONG = "خيار طويل فيه كلمات كثيرة حتى لا يتسع له سطر واحد على الشاشة"
OPTIONS = 12  # of which two fit


def write_kit(kit: Path) -> Path:
    """Write a kit with this lesson and two notebooks, as far as slides and exports look at it."""
    folder = kit / "seeds" / SLUG
    folder.mkdir(parents=True)
    (kit / "notebooks").mkdir()
    for name in ("00_read", "01_write"):
        (kit / "notebooks" / f"{name}.ipynb").write_text("{}", "utf-8")
    letters = [f"o{number}" for number in range(OPTIONS)]
    options = ", ".join(f"{one}: '{LONG} {at}'" for at, one in enumerate(letters))
    replies = ", ".join(
        f"{one}: {{right: {'yes' if at < 2 else 'no'}, message: {LONG} {LONG} {at}}}"
        for at, one in enumerate(letters)
    )
    asked = EXERCISES.replace("%s", options)
    for number in ("00", "01"):
        asked = asked.replace(f"A{number}", ABOUT % number)
    key = KEY.replace("%s", replies).replace("E,", f"{EVIDENCE},").replace("E}", f"{EVIDENCE}}}")
    files = {"article.txt": ARTICLE, "lesson.yaml": FACTS}
    files |= {"exercises.yaml": asked, "key.yaml": key}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    for name, head in HEADS.items():
        (folder / f"{name}.csv").write_text(f"{head}\n", "utf-8")
    return kit


HEADS = {
    "actors": "actor,name,kind",
    "mentions": "at,quote,actor,form",
    "places": "place,name,latitude,longitude",
    "toponyms": "at,quote,place,type",
    "events": "event,what,at,quote,basis",
    "statements": "at,content,source,cue,directness,polarity",
}
