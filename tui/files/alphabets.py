"""What languages write with, by the encodings that they are met in: alphabets, and the characters that occur most.

Only letters beyond a to z stand here; of the alphabets of one encoding the likelier language comes first.
"""

from __future__ import annotations

from typing import NamedTuple

# The letters that occur in texts, not all that a dictionary knows: a letter that is listed makes its language likelier.
# õ is seldom in Portuguese, beside much else, and would take ő from Hungarian.
_LATIN = (
    ("cp1252", ("äöüß", "àâæçéèêëîïôœùûü", "áéíñóúüªº", "áâãàçéêíóôúü", "àèéìíòóùî", "éëïöüèáóê", "åäöéšž")),
    ("cp1252", ("æøåéöäüóô",)),
    ("cp1254", ("çğıöşüâîûİ",)),
    ("cp1250", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšžé", "ăâîşţ")),
    ("cp1252", ("áðéíóúýþæö",)),
)
_OTHERS = (
    ("cp1251", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("koi8_r", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("cp1251", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("cp1251", "абвгдђежзијклљмнњопрстћуфхцчџш"),
    ("cp1251", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    ("cp1253", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"),
    ("cp1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"),
    ("cp1256", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگک"),
)


class Alphabet(NamedTuple):
    """The letters of a language in an encoding: whether it is Latin, and has capitals."""

    encoding: str
    letters: frozenset[str]
    latin: bool
    cased: bool


def _alphabet(encoding: str, letters: str, latin: bool) -> Alphabet:
    both = frozenset(letter for letter in letters + letters.upper() if letter > "\x7f")
    return Alphabet(encoding, both, latin, letters != letters.upper())


ALPHABETS = (
    *(_alphabet(encoding, letters, True) for encoding, languages in _LATIN for letters in languages),
    *(_alphabet(encoding, letters, False) for encoding, letters in _OTHERS),
)

_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同"
    "现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最"
    "重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各"
    "入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五"
    "基非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望术领共确传师观清今切院让识候带导争运限技股份集团网络"
    "银行投证券智汽车亿元宣布融估值收购模型户深圳京广州江浙湖语帕巴布亚尼岛群阿"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同"
    "現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最"
    "重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各"
    "入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五"
    "基非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望術領共確傳師觀清今切院讓識候帶導爭運限技股份集團網絡"
    "銀行投證券智汽車億元宣布融估值收購模型戶灣臺台香港深圳京廣州江浙湖語帕巴布亞尼島群阿"
)
_KANJI = (
    "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天"
    "母火右読友左休父雨会社株式業発表資投買収京都産銀鉄製売利用者数工知能新経営力住共和連島諸"
)
_SYLLABLES = (
    "이다는을의에가로고하지사대한은기자리인도시일서어해를나들정전과수장부상주아제보스만국선공라원성그조동여우경관신연용있구중으게것비개미안마무위적회"
    "세와소유진며면년발내실통합강학생모명업투계행금방영후건문남북교민산체외반티크레르트드프카타파바란탄벨니랑메"
)
KANA = "".join(map(chr, range(0x3041, 0x3100)))
PUNCTUATION = "，。、；：？！（）《》“”‘’…—·「」『』・ー％～"


class Script(NamedTuple):
    """The characters of an East Asian language in an encoding: those that occur most, and the range of the others."""

    encoding: str
    common: frozenset[str]
    first: str
    last: str


EASTERN = (
    Script("gb18030", frozenset(_SIMPLIFIED + PUNCTUATION), "\u4e00", "\u9fff"),
    Script("big5hkscs", frozenset(_TRADITIONAL + PUNCTUATION), "\u4e00", "\u9fff"),
    Script("cp932", frozenset(_KANJI + KANA + PUNCTUATION), "\u4e00", "\u9fff"),
    Script("cp949", frozenset(_SYLLABLES + PUNCTUATION), "\uac00", "\ud7a3"),
    Script("euc_jp", frozenset(_KANJI + KANA + PUNCTUATION), "\u4e00", "\u9fff"),
)
