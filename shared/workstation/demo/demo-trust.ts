/**
 * Whom the two demo departments believe (exchange package, Trust): most keys were compared by telephone or came with the
 * approval bureau's list, one was replaced, one was given up and its successor still waits for being compared.
 *
 * Every entry is made whether the keys are given or not, so that the world goes the same way with and without them.
 */
import type { Entry, EntryOf, EntryType } from '#shared/ledger/entry.ts';
import { clock, instant } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import { type DemoDepartmentKeys, type DemoKey, demoWorkstation, LEAKED, ROTATED } from './demo-keys.ts';
import type { DemoWorld } from './demo-world.ts';

type Self = 'approval' | 'market';

/** Compared on the first day; the supervising side takes the others from the list (办法 19, 27). */
export function isComparedAtFirst(self: Self, other: DemoDepartmentKey): boolean {
  return self === 'approval' || other === 'approval' || other === 'emergency';
}

/** A key that a person compared. */
export function confirmation(world: DemoWorld, self: Self, other: DemoDepartmentKey, time: number): EntryOf<'key.confirmed'> | undefined {
  const keys = keysOf(world, other);
  const payload = { ...named(other, keys?.before ?? keys), against: '与对方联络员电话核对（演示）', means: 'person' as const };
  return known(keys, world.entry('key.confirmed', self, time, DEMO_DEPARTMENTS[other].uscc, payload));
}

/** What the department decides besides: its second computer, whom it lets coordinate, and the keys that change. */
export function planTrust(world: DemoWorld, self: Self): void {
  const { uscc } = DEMO_DEPARTMENTS[self];
  const first = world.calendar.days.at(-1) ?? world.today;
  const own = keysOf(world, self);
  plan(world, instant(first, clock(8, 50)), self, (time) => {
    const against = '与 2 号机上显示的指纹当面核对';
    const payload = { ...named(self, own?.second, 2), against, means: 'person' as const };
    return [known(own?.second, world.entry('key.confirmed', self, time, uscc, payload))];
  });
  if (self === 'market') {
    const payload = { coordinator: true, note: '办法第十九条、第二十七条' };
    const { uscc: coordinator } = DEMO_DEPARTMENTS.approval;
    const entry = (time: number) => world.entry('coordinator.named', self, time, coordinator, payload);
    plan(world, instant(first, clock(8, 55)), self, (time) => [known(keysOf(world, 'approval'), entry(time))]);
  }
  const minutes = self === 'approval' ? 0 : 35;
  plan(world, instant(world.day(16) ?? first, clock(14, 20) + minutes), self, (time) => [rotation(world, self, time)]);
  plan(world, instant(world.day(3) ?? first, clock(15, 5) + minutes), self, (time) => leak(world, self, time));
}

function plan(world: DemoWorld, time: number, self: Self, make: (time: number) => readonly (Entry | undefined)[]): void {
  world.plan(time, () => world.append(self, time, ...make(time).filter((entry) => entry !== undefined)));
}

/** The old key signed the card of the new one: nothing to compare. */
function rotation(world: DemoWorld, self: Self, time: number): Entry | undefined {
  const keys = keysOf(world, ROTATED);
  const { until = new Date(time).toISOString(), fingerprint: replaces = '' } = keys?.before ?? {};
  const against = `名片日期 ${until.slice(0, 10)}`;
  const payload = { ...named(ROTATED, keys), against, means: 'rotation' as const, replaces, since: until };
  return known(keys?.before, world.entry('key.confirmed', self, time, DEMO_DEPARTMENTS[ROTATED].uscc, payload));
}

/** The new card was taken in with the old key's own word that it is over; the new key waits for being compared. */
function leak(world: DemoWorld, self: Self, time: number): readonly (Entry | undefined)[] {
  const { uscc: departmentId } = DEMO_DEPARTMENTS[LEAKED];
  const keys = keysOf(world, LEAKED);
  const { until = '', fingerprint = '' } = keys?.before ?? {};
  const learned = world.entry('key.learned', self, time, departmentId, { ...named(LEAKED, keys), source: 'card' });
  const note = `该密钥自己签名的停用声明，${until.slice(0, 10)}`;
  const proof = keys?.revocation ?? '';
  const revoked = world.entry('key.revoked', self, time, departmentId, { departmentId, fingerprint, reason: 'compromised', note, proof });
  return [known(keys?.before, learned), known(keys?.before, revoked)];
}

// ---- the approval bureau's list ----

/** Cards of the departments whose keys the approval bureau believes at that time, its own first. */
export function listCards(world: DemoWorld, time: number): readonly Entry[] {
  return departmentNames().flatMap((name): readonly Entry[] => {
    const keys = keysOf(world, name);
    const card = (keys?.before ?? keys)?.card;
    const entry = world.entry('card.listed', 'approval', time, DEMO_DEPARTMENTS[name].uscc, { card: card ?? '' });
    return card === undefined ? [] : [entry];
  });
}

/** The supervising side believes the cards of the departments that it hasn't compared itself. */
export function acceptCards(world: DemoWorld, time: number): void {
  const others = departmentNames().filter((name) => name !== 'market' && !isComparedAtFirst('market', name));
  const against = `${DEMO_DEPARTMENTS.approval.name}的名录包`;
  const entries = others.map((name) => {
    const keys = keysOf(world, name);
    const payload = { ...named(name, keys?.before ?? keys), against, means: 'coordinator' as const };
    return known(keys, world.entry('key.confirmed', 'market', time, DEMO_DEPARTMENTS[name].uscc, payload));
  });
  world.append('market', time, ...entries.filter((entry) => entry !== undefined));
}

// ---- parts ----

function departmentNames(): readonly DemoDepartmentKey[] {
  return Object.keys(DEMO_DEPARTMENTS) as DemoDepartmentKey[];
}

function keysOf(world: DemoWorld, department: DemoDepartmentKey): DemoDepartmentKeys | undefined {
  return world.keys[DEMO_DEPARTMENTS[department].uscc];
}

/** What entries say of a key; texts are empty where it isn't given. */
function named(department: DemoDepartmentKey, key: DemoKey | undefined, computer: 1 | 2 = 1) {
  const { uscc: departmentId } = DEMO_DEPARTMENTS[department];
  const { fingerprint = '', publicKeyPem = '', card } = key ?? {};
  return { departmentId, fingerprint, publicKeyPem, workstation: demoWorkstation(departmentId, computer).name, ...(card ? { card } : {}) };
}

function known<T extends EntryType>(key: DemoKey | undefined, entry: EntryOf<T>): EntryOf<T> | undefined {
  return key && entry;
}
