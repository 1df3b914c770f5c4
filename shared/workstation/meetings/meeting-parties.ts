/** Who is asked to a meeting, and to whom what is said about it belongs (办法 29–31). */
import type { Arrangement, Party } from '#shared/domain/meeting.ts';
import type { MeetingState } from '#shared/ledger/meeting-register.ts';
import type { Context } from '../context.ts';

/** Whom a party is in the directory: by its id, else by its name, for it may have been registered after it was invited. */
export function partyId(context: Context, { departmentId, name }: Party): string | undefined {
  if (departmentId !== undefined) return departmentId;
  if (name === context.department.name) return context.department.uscc;
  for (const { uscc, name: known } of context.projection.directory.values()) if (known === name) return uscc;
  return undefined;
}

/** Asked to come now. */
export function isParty(context: Context, { convened }: MeetingState, departmentId: string): boolean {
  return convened.payload.arrangement.parties.some((party) => partyId(context, party) === departmentId);
}

/** Asked to come in any wording of the arrangement: what it said while it was invited stays said. */
export function wasParty(context: Context, { arrangements }: MeetingState, departmentId: string): boolean {
  return arrangements.some(({ payload }) => payload.arrangement.parties.some((party) => partyId(context, party) === departmentId));
}

/** The convener, the parties and those whose application it answers, as far as they are in the directory; never this department. */
export function recipientsOf(context: Context, meeting: MeetingState): readonly string[] {
  const { parties, applications } = meeting.convened.payload.arrangement;
  const applicants = applications.flatMap((applicationId) => {
    const application = context.projection.meetings.application(applicationId);
    return application ? [application.applied.actor.departmentId] : [];
  });
  const all = [meeting.convenerId, ...parties.flatMap((party) => partyId(context, party) ?? []), ...applicants];
  return [...new Set(all)].filter((departmentId) => context.projection.directory.has(departmentId) && !isOwn(context, departmentId));
}

export function isOwn({ department }: Context, departmentId: string | undefined): boolean {
  return departmentId === department.uscc;
}

/** Each once, and without the convener, who needn't be asked. */
export function normalParties(context: Context, parties: Arrangement['parties']): Party[] {
  const seen = new Set<string>([context.department.uscc]);
  return parties.flatMap((party) => {
    const departmentId = partyId(context, party);
    const key = departmentId ?? party.name;
    if (seen.has(key)) return [];
    seen.add(key);
    return [departmentId === undefined ? { name: party.name } : { departmentId, name: party.name }];
  });
}
