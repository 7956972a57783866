"""Headers that are no part of an address: what they say must not change what anybody reads."""

from tests.hostile.payloads import MARK

EVIL = f"{MARK}.evil.example"

UNKEYED = {
    "X-Forwarded-Host": EVIL, "X-Forwarded-Server": EVIL, "X-Forwarded-Proto": "https",
    "X-Forwarded-Scheme": "https", "X-Forwarded-Protocol": "ssl", "X-Forwarded-Ssl": "on",
    "X-Forwarded-Port": "1", "X-Forwarded-Prefix": f"/{EVIL}", "X-Forwarded-For": "8.8.8.8, ::1",
    "X-Forwarded-Path": f"/{EVIL}", "X-Forwarded-Uri": f"/{EVIL}", "X-Script-Name": f"/{EVIL}",
    "Forwarded": f"host={EVIL};proto=https;for=1.2.3.4", "X-Original-URL": "/nothing",
    "X-Rewrite-URL": "/nothing", "X-Original-URI": "/nothing", "X-Host": EVIL,
    "X-Original-Host": EVIL, "X-HTTP-Host-Override": EVIL, "Proxy-Host": EVIL,
    "Front-End-Https": "on",
    "X-Url-Scheme": "https", "X-Real-IP": "8.8.8.8", "True-Client-IP": "8.8.8.8",
    "Via": f"1.1 {EVIL}",
    "X-HTTP-Method-Override": "DELETE", "X-HTTP-Method": "POST", "X-Method-Override": "HEAD",
    "Accept": "application/json", "Accept-Language": f"ar, {MARK}", "Accept-Charset": "utf-16",
    "Accept-Encoding": "br, gzip;q=0.5", "Authorization": f"Basic {MARK}",
    "Cookie": f"lang=ar; {MARK}=1",
    "User-Agent": f"Googlebot-Mobile {MARK}", "Origin": f"https://{EVIL}",
    "Referer": f"https://{EVIL}/", "Save-Data": "on", "DNT": "1", "Sec-GPC": "1",
    "Sec-Fetch-Dest": "script", "Sec-CH-UA-Mobile": "?1", "Sec-CH-Prefers-Color-Scheme": "dark",
    "X-Requested-With": "XMLHttpRequest", "Purpose": "prefetch", "Sec-Purpose": "prefetch",
    "Pragma": "no-cache", "Cache-Control": "no-store, max-age=0", "Max-Forwards": "0",
    "Range": "bytes=0-10", "If-Range": '"x"', "If-Match": '"x"', "If-Modified-Since": "x",
    "Upgrade-Insecure-Requests": "1", "Upgrade": "h2c", "X-Request-Id": MARK, "Traceparent": MARK,
    "Content-Type": "application/json", "Prefer": "return=minimal", "TE": "trailers",
    "X-Debug": "1", "X-Api-Version": "2", "X-Frame-Options": "ALLOWALL", "Timing-Allow-Origin": "*",
}  # fmt: skip
"""A value for each that would show, if anything read it."""
