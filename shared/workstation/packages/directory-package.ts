/** Cards that a coordinator passes on (办法 19, 27): each is shown with its fingerprint, and believed on the coordinator's word. */

import { type ReadCard, readCardText } from '#shared/exchange/department-card.ts';
import type { Descriptor } from '#shared/exchange/descriptor.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { ListedCard } from '../api.ts';
import { type Context, newEntry } from '../context.ts';

/** Cards that can't be read, and those of demo departments in real data or the reverse, are left out. */
export function listedCards(context: Context, entries: readonly Entry[]): readonly ListedCard[] {
  return readCards(context, entries).map(({ statement, fingerprint }) => ({
    department: statement.department,
    fingerprint,
    workstation: statement.workstation,
    relation: relationOf(context, statement.department.uscc, fingerprint),
  }));
}

function readCards(context: Context, entries: readonly Entry[]): readonly ReadCard[] {
  return entries.flatMap((entry) => {
    if (entry.type !== 'card.listed') return [];
    const card = readCardText(entry.payload.card);
    if (!card.ok) return [];
    const { uscc, demo = false } = card.value.statement.department;
    const fits = uscc === entry.subject && uscc !== context.department.uscc && demo === (context.department.demo ?? false);
    return fits ? [card.value] : [];
  });
}

/** A list can't replace a key that a person compared: that takes the old key's signature, or a person again. */
function relationOf(context: Context, departmentId: string, fingerprint: string): ListedCard['relation'] {
  const { keys } = context.projection;
  const known = keys.find(departmentId, fingerprint);
  if (known?.trust === 'revoked') return 'revoked';
  if (known && known.trust !== 'unconfirmed') return 'known';
  return keys.of(departmentId).some((key) => key.trust !== 'unconfirmed') ? 'changed' : 'new';
}

/** The entries that take in the cards that were ticked; the others become known, unconfirmed. */
export function acceptListedCards(
  context: Context,
  descriptor: Descriptor,
  ticked: readonly string[],
  entries: readonly Entry[],
): readonly Entry[] {
  if (descriptor.purpose !== 'directory') return [];
  const { name } = descriptor.sender.department;
  return readCards(context, entries).flatMap(({ statement, fingerprint, text }): readonly Entry[] => {
    const { department, publicKey: publicKeyPem, workstation } = statement;
    const departmentId = department.uscc;
    const relation = relationOf(context, departmentId, fingerprint);
    if (relation === 'known' || relation === 'revoked') return [];
    const common = { departmentId, fingerprint, publicKeyPem, workstation, card: text };
    const confirm = relation === 'new' && ticked.includes(fingerprint);
    const known = context.projection.keys.find(departmentId, fingerprint) !== undefined;
    const directory = context.projection.directory.has(departmentId)
      ? []
      : [newEntry(context, 'directory.changed', departmentId, { department })];
    if (confirm) {
      const payload = { ...common, against: `${name}的名录包`, means: 'coordinator' as const };
      return [...directory, newEntry(context, 'key.confirmed', departmentId, payload)];
    }
    return known ? directory : [...directory, newEntry(context, 'key.learned', departmentId, { ...common, source: 'directory' })];
  });
}
