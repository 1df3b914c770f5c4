/**
 * Invented names, numbers and addresses for the demo data. Nothing here may reach or point to anyone: 字号 are put together
 * from syllables that mean nothing together, ID numbers carry the division 370800 (the city itself, which no person's
 * number begins with), organisation codes begin with DE, telephones have zeros where an area or a carrier would stand,
 * and the roads don't exist. Only the 街道 and 镇 are real place names.
 */
import { addDays } from '#shared/domain/dates.ts';
import { makeCitizenId, makeUscc } from '#shared/domain/identifiers.ts';
import { fillTemplate } from './demo-matter.ts';
import { DemoRandom } from './demo-random.ts';

const CITY_DIVISION = '370800';
const DISTRICT_DIVISION = '370811';

const FIRST = [...'澄岑栀砚穗榛桦泊笙苇禾岚屿楠汀朔蓼棠荻鹭'];
const SECOND = [...'原野溪亭陌川坞桥渡崖岸塘湾峪泉舟笛炉砂篱'];
const THIRD = [...'见知与同和望听拾临归'];

const SURNAMES = [...'岑骆苗祁柏邬凌阮宓纪尹庄翟鲍佟屠蔚荀冷隗钮庾亓']; // seldom ones, so that nobody feels meant
const GIVEN_FIRST = [...'见知拾听望临砚禾岚溪舟穗笛野亭'];
const GIVEN_SECOND = ['禾', '苇', '秋', '川', '宁', '原', '桥', '安', '舟', '溪', ''];

const PLACES = ['洸河街道', '柳行街道', '黄屯街道', '王因街道', '接庄街道'] as const;
const ROADS = ['栖禾路', '澄湖路', '示例大道', '望苇街', '拾穗路', '听溪路', '知岚街', '临棠大道', '同舟路', '归野街'] as const;

export interface DemoCompany {
  readonly name: string;
  readonly uscc: string;
  readonly registrationNumber: string;
  readonly representative: string;
  readonly contact: string;
  readonly address: string;
}

export interface DemoPerson {
  readonly name: string;
  readonly citizenId: string;
  readonly contact: string;
  readonly address: string;
}

/** Serials of one trade (0–99) repeat from here on. */
export const DEMO_SERIALS = 10_000;

function codeBody(trade: number, serial: number): string {
  return `DE${String(trade).padStart(2, '0')}${String(serial).padStart(4, '0')}`;
}

/** the old 工商注册号, 15 digits */
function registrationNumber(trade: number, serial: number): string {
  return `${CITY_DIVISION}${String(trade).padStart(2, '0')}000${String(serial).padStart(4, '0')}`;
}

function personName(random: DemoRandom): string {
  return `${random.pick(SURNAMES)}${random.pick(GIVEN_FIRST)}${random.pick(GIVEN_SECOND)}`;
}

const TRADE_NAMES = FIRST.length * SECOND.length * THIRD.length;
/** coprime to the number of names, so that neighbours look different and none repeats before all were used */
const TRADE_NAME_STEP = 1237;

function tradeName(serial: number): string {
  const place = (serial * TRADE_NAME_STEP) % TRADE_NAMES;
  const first = FIRST[place % FIRST.length] as string;
  const second = SECOND[Math.floor(place / FIRST.length) % SECOND.length] as string;
  const third = THIRD[Math.floor(place / (FIRST.length * SECOND.length))] as string;
  return `${third}${first}${second}`;
}

function address(random: DemoRandom): string {
  const house = random.integer(1, 298);
  const rest = random.pick([
    '',
    '',
    `${random.integer(1, 20)}号楼${random.integer(101, 1902)}室`,
    `沿街${random.integer(1, 40)}号商铺`,
    '院内东侧厂房',
  ]);
  return `山东省济宁市高新区${random.pick(PLACES)}${random.pick(ROADS)}${house}号${rest}`;
}

/** 100 0000 xxxx: no carrier has it; 0537-0000xxx: no exchange begins with 0. */
function telephone(random: DemoRandom): string {
  return random.chance(0.75) ? `1000000${random.digits(4)}` : `0537-0000${random.digits(3)}`;
}

/**
 * The company with this serial (below DEMO_SERIALS) in a trade (0–99): always the same one, whatever was asked before.
 * @param suffix template of what follows the 字号, e.g. {食品|餐饮}有限公司
 */
export function demoCompany(trade: number, serial: number, suffix: string): DemoCompany {
  const random = new DemoRandom(trade * 1_000_003 + serial * 97 + 11);
  const prefix = random.pick(['济宁', '济宁高新区', '山东', '济宁市']);
  const uscc = makeUscc('91', DISTRICT_DIVISION, codeBody(trade, serial));
  return {
    name: `${prefix}${tradeName(serial + trade * 37)}${fillTemplate(suffix, random)}`,
    uscc,
    registrationNumber: registrationNumber(trade, serial),
    representative: personName(random),
    contact: telephone(random),
    address: address(random),
  };
}

/** 个体工商户: 92… and a shop's name. */
export function demoShop(trade: number, serial: number, suffix: string): DemoCompany {
  const random = new DemoRandom(trade * 1_000_033 + serial * 89 + 29);
  return {
    name: `济宁高新区${tradeName(serial + trade * 53 + 7)}${fillTemplate(suffix, random)}`,
    uscc: makeUscc('92', DISTRICT_DIVISION, codeBody(trade, serial)),
    registrationNumber: registrationNumber(trade, serial),
    representative: personName(random),
    contact: telephone(random),
    address: address(random),
  };
}

/** A grown-up person, always the same for a serial. */
export function demoPerson(serial: number): DemoPerson {
  const random = new DemoRandom(serial * 7919 + 5);
  const birth = addDays('1965-01-01', random.integer(0, 38 * 365));
  return {
    name: personName(random),
    citizenId: makeCitizenId(CITY_DIVISION, birth, serial % 1000),
    contact: telephone(random),
    address: address(random),
  };
}
