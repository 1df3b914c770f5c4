/** The one thing that this department does next with a meeting; the button of its page (办法 29–31). */
import type { MeetingDetail } from '#shared/workstation/meetings/meetings-api.ts';

export type NextStep = 'answer' | 'arrange' | 'notice' | 'pack' | 'record' | 'closeRecord' | 'document' | 'confirm' | 'actions';

export function nextStep(detail: MeetingDetail): NextStep | undefined {
  const { row } = detail;
  if (row.stage === 'cancelled') return row.own && row.unsent ? 'pack' : undefined;
  return row.stage === 'held' ? afterwards(detail) : before(detail);
}

function before({ row, parties, proposals, noticeLetterId }: MeetingDetail): NextStep | undefined {
  if (!row.own) {
    const self = parties.find(({ own }) => own);
    if (self && self.answer === undefined && row.stage !== 'toRecord') return 'answer';
    return row.unsent ? 'pack' : undefined;
  }
  if (row.stage === 'today') return 'record';
  if (row.stage === 'toRecord') return 'closeRecord';
  if (proposals.length > 0) return 'arrange';
  if (noticeLetterId === undefined && row.unsent) return 'notice';
  return row.unsent ? 'pack' : undefined;
}

function afterwards({ row, documents, conclusions, actions, closed }: MeetingDetail): NextStep | undefined {
  const corrected = new Set(documents.map(({ corrects }) => corrects));
  if (documents.some(({ documentId, issued, confirmed }) => issued && confirmed === false && !corrected.has(documentId))) return 'confirm';
  const agreed = conclusions.some(({ outcome }) => outcome === 'agreed');
  if (row.own && closed && agreed && !documents.some(({ form, issued }) => issued && form !== 'record')) return 'document';
  if (row.unsent) return 'pack';
  return actions.some(({ mayReport, mayJudge, state }) => (mayReport && state === 'open') || (mayJudge && state === 'reported'))
    ? 'actions'
    : undefined;
}
