/**
 * The demo departments' computers and signing keys. They are derived from the departments' codes and therefore known to
 * everybody: both demo profiles can trust each other and seal for each other from the start, and nothing they sign is worth
 * anything outside (packages of the demo carry a mark, and real profiles refuse them).
 */
import { sm2, sm3 } from 'sm-crypto-v2';
import { hexToBytes } from '#shared/crypto/digests.ts';
import { fingerprint, publicKeyToPem, type Sm2KeyPair, signSm2 } from '#shared/crypto/sm2.ts';
import { todayIn } from '#shared/domain/dates.ts';
import type { Department } from '#shared/domain/department.ts';
import type { OwnKeyring } from '#shared/domain/own-keyring.ts';
import { ok } from '#shared/domain/result.ts';
import { uuidv7 } from '#shared/domain/uuid.ts';
import { type CardStatement, type RevocationStatement, type Sign, writeStatement } from '#shared/exchange/department-card.ts';
import { clock, type DemoCalendar, demoCalendar, HISTORY_DAYS, instant } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';

export interface DemoKey {
  readonly fingerprint: string;
  readonly publicKeyPem: string;
  /** the department card with this key, as text */
  readonly card?: string;
}

export interface DemoDepartmentKeys extends DemoKey {
  /** the key that the department signed with until then, UTC */
  readonly before?: DemoKey & { readonly until: string };
  /** by which `before` ended itself; absent where it signed its successor's card instead */
  readonly revocation?: string;
  /** of the department's second computer */
  readonly second?: DemoKey;
}

/** By USCC; the same for both profiles. A department that is missing has no key in the story. */
export type DemoKeys = Readonly<Record<string, DemoDepartmentKeys>>;

/** Signs with a new key that the old one vouches for (rotation). */
export const ROTATED: DemoDepartmentKey = 'health';
/** Had to give up its key because somebody else may have it. */
export const LEAKED: DemoDepartmentKey = 'rural';
/** The demo profiles' own departments, with two computers each. */
const WITH_SECOND: readonly DemoDepartmentKey[] = ['approval', 'market'];

/** When the cards were made, in the days of the demo world; UTC. */
export function demoKeyMoments({ days }: DemoCalendar): { readonly first: string; readonly rotated: string; readonly leaked: string } {
  const at = (day: string | undefined, minutes: number) => new Date(instant(day ?? days[0] ?? '', minutes)).toISOString();
  return { first: at(days.at(-1), clock(8, 10)), rotated: at(days[16], clock(10, 5)), leaked: at(days[3], clock(9, 40)) };
}

type KeyOf = 'computer' | 'secondComputer' | 'before';
const KEY_NAMES: Readonly<Record<KeyOf, string>> = { computer: '', secondComputer: ' 2号机', before: ' 旧密钥' };

export function demoKeyPair(uscc: string, of: KeyOf = 'computer'): Sm2KeyPair {
  // SM3 of a short text is far below the curve's order with a probability of 1 − 2⁻³²; these names were checked.
  const privateKey = sm3(`审管联动离线工作站 演示密钥 ${uscc}${KEY_NAMES[of]}`);
  return { privateKey, publicKey: sm2.getPublicKeyFromPrivateKey(privateKey) };
}

/** the time in the ids of the demo's computers, 2023-02-14: they are the same on every machine and every day */
const WORKSTATIONS_SINCE = Date.UTC(2023, 1, 14);

/** A demo department's computer: the same id in the story and in the profile's key file, so that numbers go on. */
export function demoWorkstation(uscc: string, computer: 1 | 2 = 1): OwnKeyring['workstation'] {
  const department = Object.values(DEMO_DEPARTMENTS).find((each) => each.uscc === uscc);
  const id = uuidv7(WORKSTATIONS_SINCE, hexToBytes(sm3(`审管联动离线工作站 演示电脑 ${uscc} ${computer}`)));
  return { id, name: `${department?.documentCode ?? '演示'}-${computer}号机` };
}

/** Every demo department's keys with their cards, as they are when the story is told at `now`. */
export async function demoKeys(now: Date): Promise<DemoKeys> {
  const moments = demoKeyMoments(demoCalendar(todayIn('Asia/Shanghai', now), HISTORY_DAYS));
  const keys: Record<string, DemoDepartmentKeys> = {};
  for (const [name, department] of Object.entries(DEMO_DEPARTMENTS)) {
    const second = WITH_SECOND.some((each) => each === name);
    if (name === ROTATED) keys[department.uscc] = await rotatedKeys(department, moments);
    else if (name === LEAKED) keys[department.uscc] = await leakedKeys(department, moments);
    else
      keys[department.uscc] = {
        ...(await keyWithCard(department, moments.first, 'computer')),
        ...(second ? { second: await keyWithCard(department, moments.first, 'secondComputer') } : {}),
      };
  }
  return keys;
}

type Moments = ReturnType<typeof demoKeyMoments>;

async function rotatedKeys(department: Department, { first, rotated }: Moments): Promise<DemoDepartmentKeys> {
  const before = await keyWithCard(department, first, 'before');
  const current = await keyWithCard(department, rotated, 'computer', before.fingerprint);
  return { ...current, before: { ...before, until: rotated } };
}

async function leakedKeys(department: Department, { first, leaked }: Moments): Promise<DemoDepartmentKeys> {
  const before = await keyWithCard(department, first, 'before');
  const revocation = await signed(
    {
      sgcard: 1,
      kind: 'revocation',
      created: leaked,
      departmentId: department.uscc,
      publicKey: before.publicKeyPem,
      reason: 'compromised',
    },
    signBy(department, 'before'),
  );
  return { ...(await keyWithCard(department, leaked, 'computer')), before: { ...before, until: leaked }, revocation };
}

async function keyWithCard(department: Department, created: string, of: KeyOf, replaces?: string): Promise<DemoKey> {
  const { publicKey } = demoKeyPair(department.uscc, of);
  const publicKeyPem = publicKeyToPem(publicKey);
  const workstation = demoWorkstation(department.uscc, of === 'secondComputer' ? 2 : 1).name;
  const statement: CardStatement = { sgcard: 1, kind: 'card', created, department, publicKey: publicKeyPem, workstation };
  const card =
    replaces === undefined
      ? await signed(statement, signBy(department, of))
      : await signed({ ...statement, replaces }, signBy(department, of), signBy(department, 'before'));
  return { fingerprint: fingerprint(publicKey), publicKeyPem, card };
}

function signBy({ uscc }: Department, of: KeyOf): Sign {
  const { privateKey, publicKey } = demoKeyPair(uscc, of);
  return async (bytes) => ok(signSm2(bytes, privateKey, publicKey));
}

async function signed(statement: CardStatement | RevocationStatement, sign: Sign, signByPrevious?: Sign): Promise<string> {
  const text = await writeStatement(statement, sign, signByPrevious);
  if (!text.ok) throw new Error(text.error.code);
  return text.value;
}
