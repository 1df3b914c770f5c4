/**
 * How hard is a passphrase to guess, for people who write Chinese? An estimate in bits: the passphrase is cut into
 * pieces that a guesser would try as a whole (known words, pinyin, keyboard runs, dates, the department's own name), and
 * what is left counts by character. The key derivation makes every guess slow (scrypt), so the bar is moderate.
 */

export const PASSPHRASE_MIN_LENGTH = 10;
export const PASSPHRASE_MIN_SCORE = 2;

export interface PassphraseContext {
  readonly departmentName?: string;
  readonly operator?: string;
}

export interface PassphraseStrength {
  /** 0 very weak … 4 very strong */
  readonly score: 0 | 1 | 2 | 3 | 4;
  /** long enough and at least score 2 */
  readonly allowed: boolean;
  /** in characters, as people count them */
  readonly length: number;
  /** Chinese sentences, most important first; empty when there is nothing to improve */
  readonly advice: readonly string[];
}

/** Upper bounds in bits of the scores 0 to 3. */
const SCORE_BOUNDS = [25, 35, 50, 70] as const;
const HAN_BITS = 9;
const WORD_BITS = 6;
const OWN_NAME_BITS = 3;
const RUN_BITS = 5;
const YEAR_BITS = 7;
const DATE_BITS = 15;
const MOBILE_BITS = 20;
/** of about 400 syllables the common ones make most of what people write */
const SYLLABLE_BITS = 7;

const COMMON_WORDS = (
  'password passwd admin administrator root guest login welcome letmein iloveyou dragon monkey sunshine princess master hello ' +
  'woaini woaizhongguo zhongguo nihao mima wodemima beijing shandong jining gaoxinqu rencheng shenpi jianguan shenguan xingzheng ' +
  'zhengwu zhengfu fuwu shichang gongwuyuan danwei bangong bangongshi wangluo diannao kaimen zhimakaimen xiexie jiayou laogong laopo ' +
  'baobei baobao mama baba zhang wang zhao chen yang huang zhou zhonghua renmin gongchandang wofacai facai pingan jiankang ' +
  '5201314 1314520 520 1314 147258369 123123 112233 abc123 a123456 q1w2e3r4 qazwsx 1qaz2wsx zaq12wsx test user ' +
  '我爱你 我爱中国 中国 山东 济宁 高新区 任城 北京 密码 口令 你好 您好 行政 审批 监管 服务 政务 政府 大厅 管理 中心 委员会 单位 ' +
  '办公室 公务员 人民 共和国 芝麻开门 加油 平安 健康 发财 老公 老婆 宝贝 妈妈 爸爸'
)
  .split(' ')
  .sort((left, right) => right.length - left.length);

const RUNS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '一二三四五六七八九十',
]
  .concat('甲乙丙丁戊己庚辛壬癸')
  .flatMap((run) => [run, [...run].reverse().join('')]);

const LOOK_ALIKES: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', '1': 'l', '3': 'e', '5': 's', $: 's', '!': 'i' };

const SYLLABLE =
  /^(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ing|ong|uai|iao|ian|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u|v)$/;
const SYLLABLE_LONGEST = 6;
const SYLLABLE_LETTERS = 3;

type Weakness = 'word' | 'ownName' | 'run' | 'repeat' | 'date' | 'pinyin';
interface Piece {
  readonly length: number;
  readonly bits: number;
  readonly weakness?: Weakness;
}

/** Estimates a passphrase; `context` adds the words that a finder of the computer knows anyway. */
export function estimatePassphrase(passphrase: string, context: PassphraseContext = {}): PassphraseStrength {
  const text = passphrase.normalize('NFKC');
  const length = [...text].length;
  const { bits, weaknesses } = cut(text, ownNames(context));
  const above = SCORE_BOUNDS.filter((bound) => bits >= bound).length as PassphraseStrength['score'];
  const score = length < PASSPHRASE_MIN_LENGTH ? (Math.min(above, 1) as 0 | 1) : above;
  return {
    score,
    length,
    allowed: length >= PASSPHRASE_MIN_LENGTH && score >= PASSPHRASE_MIN_SCORE,
    advice: adviceFor(length, score, weaknesses),
  };
}

function ownNames(context: PassphraseContext): readonly string[] {
  return [context.departmentName, context.operator].map((name) => (name ?? '').normalize('NFKC').trim().toLowerCase()).filter(Boolean);
}

function cut(text: string, names: readonly string[]): { readonly bits: number; readonly weaknesses: ReadonlySet<Weakness> } {
  const lower = text.toLowerCase();
  const weaknesses = new Set<Weakness>();
  const characterBits = bitsPerCharacter(text);
  let bits = 0;
  for (let at = 0; at < lower.length; ) {
    const piece = pieceAt(lower, at, names, characterBits);
    if (piece.weakness) weaknesses.add(piece.weakness);
    bits += piece.bits;
    at += piece.length;
  }
  const capitals = text !== lower && /\p{Lu}.*\p{Lu}|^.+\p{Lu}/u.test(text) ? 2 : 0;
  return { bits: bits + capitals, weaknesses };
}

/** Bits of one character that belongs to no pattern: the size of the pool from which this passphrase draws. */
function bitsPerCharacter(text: string): number {
  const pools = [/\d/.test(text) ? 10 : 0, /[a-z]/.test(text) ? 26 : 0, /[A-Z]/.test(text) ? 26 : 0, /[^\p{L}\d]/u.test(text) ? 20 : 0];
  return Math.log2(
    Math.max(
      10,
      pools.reduce((total, size) => total + size, 0),
    ),
  );
}

/** The longest pattern that begins at `at`, or the single character. */
function pieceAt(text: string, at: number, names: readonly string[], characterBits: number): Piece {
  const candidates = [
    ownNameAt(text, at, names),
    repeatAt(text, at, characterBits),
    wordAt(text, at),
    runAt(text, at),
    dateAt(text, at),
    pinyinAt(text, at),
  ];
  const best = candidates.reduce((left, right) => ((right?.length ?? 0) > (left?.length ?? 0) ? right : left), undefined);
  if (best) return best;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { length: character.length, bits: /\p{Script=Han}/u.test(character) ? HAN_BITS : characterBits };
}

function ownNameAt(text: string, at: number, names: readonly string[]): Piece | undefined {
  let longest = 0;
  for (const name of names) {
    while (at + longest < text.length && name.includes(text.slice(at, at + longest + 1))) longest += 1;
  }
  return longest >= 2 ? { length: longest, bits: OWN_NAME_BITS, weakness: 'ownName' } : undefined;
}

/** `aaaa`, `abcabc`: one unit of up to eight characters that comes again at once. */
function repeatAt(text: string, at: number, characterBits: number): Piece | undefined {
  let best: Piece | undefined;
  for (let size = 1; size <= 8 && at + size * 2 <= text.length; size += 1) {
    const unit = text.slice(at, at + size);
    let end = at + size;
    while (text.startsWith(unit, end)) end += size;
    const times = (end - at) / size;
    const longEnough = size === 1 ? times >= 3 : times >= 2;
    if (longEnough && end - at > (best?.length ?? 0)) {
      const unitBits = size === 1 ? characterBits : Math.min(size * characterBits, cut(unit, []).bits);
      best = { length: end - at, bits: unitBits + Math.log2(times), weakness: 'repeat' };
    }
  }
  return best;
}

function wordAt(text: string, at: number): Piece | undefined {
  const rest = text.slice(at, at + 16);
  const plain = [...rest].map((character) => LOOK_ALIKES[character] ?? character).join('');
  const word = COMMON_WORDS.find((candidate) => rest.startsWith(candidate) || plain.startsWith(candidate));
  return word ? { length: word.length, bits: WORD_BITS, weakness: 'word' } : undefined;
}

/** `12345678`, `qwerty`, `1qaz2wsx`, forwards or backwards, three characters or more. */
function runAt(text: string, at: number): Piece | undefined {
  let longest = 0;
  for (const run of RUNS) {
    while (at + longest < text.length && run.includes(text.slice(at, at + longest + 1))) longest += 1;
  }
  return longest >= 3 ? { length: longest, bits: RUN_BITS + Math.log2(longest), weakness: 'run' } : undefined;
}

function dateAt(text: string, at: number): Piece | undefined {
  const rest = text.slice(at, at + 11);
  if (/^1[3-9]\d{9}/.test(rest)) return { length: 11, bits: MOBILE_BITS, weakness: 'date' };
  const match = /^(?:19|20)\d{2}((?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?/.exec(rest);
  return match ? { length: match[0].length, bits: match[1] ? DATE_BITS : YEAR_BITS, weakness: 'date' } : undefined;
}

/** Can the letters be cut into syllables? Walks the reachable ends, because a cut like `xi'an` is ambiguous. */
function isPinyin(letters: string): boolean {
  const ends = new Set([0]);
  for (const start of ends) {
    for (let end = start + 1; end <= Math.min(start + SYLLABLE_LONGEST, letters.length); end += 1) {
      if (SYLLABLE.test(letters.slice(start, end))) ends.add(end);
    }
  }
  return ends.has(letters.length);
}

/** Letters that read as pinyin from end to end. Shorter ones say nothing: `ma` stands in any word. */
function pinyinAt(text: string, at: number): Piece | undefined {
  const letters = /^[a-z]+/.exec(text.slice(at, at + 64))?.[0] ?? '';
  if (letters.length < 6 || !isPinyin(letters)) return undefined;
  const known = wordAt(text, at);
  if (known) return undefined;
  return { length: letters.length, bits: Math.ceil(letters.length / SYLLABLE_LETTERS) * SYLLABLE_BITS, weakness: 'pinyin' };
}

const ADVICE: Readonly<Record<Weakness, string>> = {
  ownName: '不要用部门名称或本人姓名，这是最先被猜到的。',
  word: '不要只用常见的词、常见拼音或“520”一类的数字。',
  run: '不要用键盘上或顺序上相连的字符，例如 12345678、qwerty。',
  repeat: '不要重复同一个字符或同一段内容。',
  date: '不要用年份、生日或手机号码。',
  pinyin: '整段拼音容易被猜到，请在中间插入数字、符号或不相干的词。',
};
const WEAKNESS_ORDER: readonly Weakness[] = ['ownName', 'word', 'run', 'repeat', 'date', 'pinyin'];

function adviceFor(length: number, score: number, weaknesses: ReadonlySet<Weakness>): readonly string[] {
  if (score >= 4) return [];
  const advice = WEAKNESS_ORDER.filter((weakness) => weaknesses.has(weakness)).map((weakness) => ADVICE[weakness]);
  if (length < PASSPHRASE_MIN_LENGTH) advice.unshift(`口令至少 ${PASSPHRASE_MIN_LENGTH} 个字符，现在是 ${length} 个，请加长。`);
  if (score < PASSPHRASE_MIN_SCORE) advice.push('可以连用四五个不相干的词，或一句只有自己知道的话，再加上数字和符号。');
  else if (score < 3) advice.push('可以使用；再长一些会更牢靠。');
  return advice;
}
