/** 督办事项 of the demo world (办法 31(三)): open, late, moved, reported, withdrawn, confirmed as done by the one who asked. */
import type { AgendaItem, PlannedAction } from '#shared/domain/meeting.ts';
import type { EntryOf } from '#shared/ledger/entry.ts';
import { clock } from './demo-clock.ts';
import { DEMO_DEPARTMENTS, type DemoDepartmentKey } from './demo-departments.ts';
import type { DemoMeetingDesk, MeetingFolder } from './demo-meeting-desk.ts';
import type { DemoAction, DemoStep } from './demo-meeting-texts.ts';

interface Followed {
  readonly item: AgendaItem | undefined;
  readonly planned: PlannedAction;
  readonly plan: DemoAction;
}

/** bytes of an evidence file, as long as the real one hasn't taken its place */
const EVIDENCE_BYTES = 400;

/** Set now, and what becomes of it planned. */
export function planActions(desk: DemoMeetingDesk, folder: MeetingFolder, followed: Followed, time: number): void {
  const { item, planned, plan } = followed;
  const assigned: EntryOf<'action.assigned'>['payload'] = {
    ...{ meetingId: folder.id, itemId: item?.itemId ?? '', task: planned.task, owner: planned.owner, dueOn: planned.dueOn, reason: '' },
    ...{ ownerId: DEMO_DEPARTMENTS[plan.owner].uscc, askedById: item?.proposerId ?? '', askedBy: item?.proposer ?? '' },
  };
  const { actionId } = planned;
  desk.say(folder, 'action.assigned', 'approval', time, actionId, assigned);
  for (const step of plan.steps) planStep(desk, folder, { by: plan.owner, actionId, step });
  planVerdict(desk, folder, { plan, actionId, judge: judgeOf(item, plan.owner) });
  const { moved, withdrawn } = plan;
  if (moved) {
    const { k, due, reason } = moved;
    desk.at(k, clock(10, 33), (at) => {
      desk.say(folder, 'action.assigned', 'approval', at, actionId, { ...assigned, dueOn: desk.day(due), reason });
    });
    desk.tell('approval', k, clock(10, 41), () => folder);
  }
  if (!withdrawn) return;
  desk.at(withdrawn.k, clock(10, 36), (at) => {
    desk.say(folder, 'action.withdrawn', 'approval', at, actionId, { reason: withdrawn.reason });
  });
  desk.tell('approval', withdrawn.k, clock(10, 44), () => folder);
}

/** 31(三): who asked; where that is the one who is responsible, who convened. */
function judgeOf(item: AgendaItem | undefined, owner: DemoDepartmentKey): DemoDepartmentKey {
  const keys = Object.keys(DEMO_DEPARTMENTS) as DemoDepartmentKey[];
  const asked = keys.find((key) => DEMO_DEPARTMENTS[key].uscc === item?.proposerId);
  return asked === undefined || asked === owner ? 'approval' : asked;
}

function planStep(
  desk: DemoMeetingDesk,
  folder: MeetingFolder,
  { by, actionId, step }: { readonly by: DemoDepartmentKey; readonly actionId: string; readonly step: DemoStep },
): void {
  const { k, percent, note, finished = false, file } = step;
  desk.at(k, clock(10, 20), (at) => {
    const files = file === undefined ? [] : [{ sha256: desk.world.random.hex(64), name: file, size: EVIDENCE_BYTES }];
    desk.say(folder, 'action.progressed', by, at, actionId, { note, percent, finished, files });
  });
  desk.tell(by, k, clock(10, 27), () => folder);
}

function planVerdict(
  desk: DemoMeetingDesk,
  folder: MeetingFolder,
  { plan, actionId, judge }: { readonly plan: DemoAction; readonly actionId: string; readonly judge: DemoDepartmentKey },
): void {
  if (!plan.judged) return;
  const { k, note } = plan.judged;
  desk.at(k, clock(11, 12), (at) => {
    desk.say(folder, 'action.judged', judge, at, actionId, { accepted: true, note });
  });
  desk.tell(judge, k, clock(11, 20), () => folder);
}
