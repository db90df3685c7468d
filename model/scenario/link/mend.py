"""Links mended: what chats, mail programs and people add to a link or do to it on its way.

Nothing that is a value of a scenario changes by it but its spelling.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from model.scenario.link.form import PAGE, SPACE, Pair

_TRACKERS = """
fbclid mibextid sfnsn extid gclid gclsrc gbraid wbraid dclid gad_source gad_campaignid srsltid
msclkid yclid ymclid ttclid twclid sccid scid epik rdt_cid li_fat_id zarsrc gidzl igshid igsh si
ref ref_src ref_url source share share_id trk spm scm from isappinstalled nsukey clicktime enterid
mkt_tok _ga _gl _gid _gac _hsenc _hsmi __hstc __hssc __hsfp _kx _openstat wickedid oly_anon_id
oly_enc_id vero_id vero_conv s_cid xtor embed embed_options __twitter_impression _branch_match_id
fb_source fb_ref _rdr rcm lipi trackingid ved usg ocid wt_mc openexternalbrowser _t _r rdid
"""
TRACKERS = frozenset(_TRACKERS.split())
"""Parameters that chats, mail and networks add to follow a link, and those of Streamlit."""
TRACKER_STARTS = (
    *("utm_", "mc_", "hsa_", "pk_", "mtm_", "matomo_", "at_", "__cft__", "__tn__"),
    "_x_tr_",
)
OPENING = "<>\"'()[]{}«»“”‘’„*"
"""What people set around a link in a text."""
CLOSING = OPENING + ".,;:!?…"
"""What may stand after a link in a text; no value of ours ends with it."""
_NARROW = {sign + 0xFEE0: sign for sign in range(ord("!"), ord("~") + 1)}
_BREAKS = "\t\n\v\f\r\x85"
_CLEAN = re.compile(r"[\w.+-]*", re.ASCII)
_NUMBERS = re.compile(r"[\d.e+_-]*", re.ASCII)
_MEANT = {"m": re.compile(r"[\w.]+", re.ASCII), "view": re.compile(r"[a-z_]+")}
"""Signs of values that are no numbers: what holds others is refused as it was written."""
_ENTITY = re.compile(r"#?\w{2,8};\W*", re.ASCII)
READINGS = 3
"""A path is read as it stands, escaped by a chat, and by a mail program once more."""
OWN = ("step", "lost")
"""What the page adds to its address while a move is under way, and the path that led nowhere; no
part of a scenario."""
_LANGUAGE = re.compile(r"([a-z]{2}|[A-Z]{2}|[A-Z][a-z])(?![a-z])")
"""A language and whatever follows it but a small letter: ``vi-VN``, ``viCảm ơn``."""
_LONG_LANGUAGE = re.compile(r"(vi)e(?![a-z])|(en)g(?![a-z])")
_MINUS = re.compile("(^|_)[\u2212\u2010-\u2013\ufe63\uff0d]")
"""A minus as word processors set it, before a number."""
_NUMBERED_AMP = re.compile(r"&(?:amp;)*#(?:38|x26);", re.IGNORECASE)
_AFTER_END = re.compile(
    r"(lang=(?:3D)?[a-z]{2}(?![a-z])[^&\r\n]*)[\r\n]\s*(?!\s|&)(.+)", re.I | re.DOTALL
)
"""Lines that follow the end of a link; one that begins with ``&`` goes on with it."""
_QUERY = re.compile(r"\?[\w.]+=", re.ASCII)
_LOST = re.compile(r"/(?:\?|%3F)?([\w.]+=.*)", re.ASCII | re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s?#]*", re.ASCII | re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"([+-]?)(0|\d+(?!,\d{3}$)),(\d+)", re.ASCII)
"""Three digits after a comma may be thousands, but not after a nought."""
_FOLD = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_SOFT_BREAK = re.compile(r"=[ \t]*\r?\n")
_ESCAPES = re.compile(r"(?:=[0-9A-F]{2})+")


def query_of(text: str) -> str:
    """Take the query out of a link as it was pasted: with what stood around it, or bare."""
    text = _NUMBERED_AMP.sub("&", text.strip().lstrip(OPENING))
    text = text if "=" in text else narrow(text)
    address = _ADDRESS.match(text) or _ADDRESS.search("" if text.startswith("?") else text)
    if address:
        rest, lost = text[address.end() :], query_in_path(address[0])
        text = lost + rest if lost else rest.partition("?")[2]
    elif "?" in text:
        text = text.partition("?")[2]
    text = _SOFT_BREAK.sub("", text) if "=3D" in text else text
    return _FOLD.sub("", _AFTER_END.sub(_without_text, text)).partition("#")[0]


def query_in_path(path: str) -> str:
    """Return the query that an address holds in its path, its question mark lost or escaped.

    Empty where nothing in the path reads like one.
    """
    for _ in range(READINGS):
        found = _LOST.search(path)
        if found:
            return found[1]
        path = unquote(path)
    return ""


def mended(pairs: Iterable[Pair], known: Callable[[str], bool]) -> list[Pair]:
    """Return the parameters of a link as they were written, each once, without trackers.

    Put right are: ``&amp;`` for ``&``; quoted-printable (``=3D``, soft line breaks); blanks,
    line breaks and invisible signs within keys and values; keys, ``view`` and ``lang`` in
    capitals, ``vi-VN``; wide digits and signs; a decimal comma that can be nothing else;
    brackets, quotes and full stops after the last value; a value given twice the same. Names
    keep what they hold, and so do keys that are not ``known`` in any spelling.
    """
    return list(dict.fromkeys(spelt(pairs, known)))


def spelt(pairs: Iterable[Pair], known: Callable[[str], bool]) -> list[Pair]:
    """Return the parameters as `mended` does, what is given twice the same included."""
    pairs = list(pairs)
    if any(text.startswith("3D") for key, text in pairs if not is_name(key)):
        pairs = [_unquoted(key, text) for key, text in pairs]
    ours = [(_without_amp(key), text) for key, text in pairs]
    small = [small_key(key) for key, _ in ours]
    kept = [
        (key if known(key) else written, text)
        for key, (written, text) in zip(small, ours, strict=True)
        if not _is_dropped(key, text)
    ]
    if not kept:
        return []
    *others, (key, text) = [(key, _value(key, text)) for key, text in kept]
    last = (key, _value(key, text, CLOSING)) if text else (key.rstrip(CLOSING), "")
    return [*others, last]


def is_name(key: str) -> bool:
    """Say whether a parameter is a name that a person gave."""
    return key.rpartition(".")[2] == "name"


def is_tracker(key: str) -> bool:
    """Say whether a parameter, in small letters, only follows a link on its way."""
    return key in TRACKERS or key.startswith(TRACKER_STARTS)


def _without_text(found: re.Match[str]) -> str:
    """Leave out the lines after a link, unless a second link stands in them."""
    return f"{found[1]} {found[2]}" if _QUERY.search(found[2]) else found[1]


def _unquoted(key: str, text: str) -> Pair:
    """Read what was written quoted-printable, where ``=`` is ``=3D``.

    The equals sign of a soft line break may part a key: what stands after it belongs to the key.
    """
    text = _SOFT_BREAK.sub("", text)
    if not text.startswith("3D") and "=3D" in text:
        rest, _, text = text.partition("=3D")
        return _unquoted(key + rest, "3D" + text)
    text = text.removeprefix("3D").removesuffix("=")
    return key, _ESCAPES.sub(lambda found: _bytes_of(found[0]).decode("utf-8", "replace"), text)


def _bytes_of(escapes: str) -> bytes:
    return bytes.fromhex(escapes.replace("=", ""))


def _without_amp(key: str) -> str:
    while key[:4].lower() == "amp;":
        key = key[4:]
    return key


def small_key(key: str) -> str:
    """Write a key in small letters, without what is not seen."""
    key = _without_amp(key)
    key = key if _CLEAN.fullmatch(key) else _squeezed(key)
    return key.lower() if key.isascii() else key


def _is_dropped(key: str, text: str) -> bool:
    """Say whether a parameter is a tracker, or the rest of a sign that stood after the link."""
    if is_tracker(key) or key in OWN:
        return True
    return not text and bool(key) and (not key.strip(CLOSING) or bool(_ENTITY.fullmatch(key)))


def _value(key: str, text: str, closing: str = "") -> str:
    """Return a value as it was meant, without what stands after the link; else as it stands."""
    if is_name(key) or (_CLEAN.fullmatch(text) and key not in PAGE):
        return text
    small = text.strip().lower()
    if key == "lang":
        written = narrow(text).strip()
        found = (
            _LANGUAGE.match(written)
            or _LONG_LANGUAGE.match(small)
            or _LANGUAGE.match(_squeezed(written))
        )
        return found[0][:2].lower() if found else text
    meant = _MINUS.sub(r"\1-", _squeezed(small).rstrip(closing))
    if "," in meant:
        meant = SPACE.join(map(_with_point, meant.split(SPACE)))
    return meant if _MEANT.get(key, _NUMBERS).fullmatch(meant) else text


def _with_point(number: str) -> str:
    found = _DECIMAL_COMMA.fullmatch(number)
    return f"{found[1]}{found[2]}.{found[3]}" if found else number


def narrow(text: str) -> str:
    """Write the wide letters, digits and signs of a keyboard for Chinese or Japanese as plain."""
    return text.translate(_NARROW)


def _squeezed(text: str) -> str:
    """Take out blanks, line breaks and signs that are not seen; write wide ones as plain."""
    return "".join(
        sign
        for sign in narrow(text)
        if sign not in _BREAKS and unicodedata.category(sign) not in ("Zs", "Zl", "Zp", "Cf")
    )
