/** Which page is shown. Pages are few and known, so a typed store does what a router would. */
import { create } from 'zustand';
import type { ApprovalQuery, RecordKind } from '#shared/workstation/api.ts';

export type Page =
  | { readonly name: 'home' }
  /** the list of approvals; `preset` narrows it, e.g. from a card on the home page */
  | { readonly name: 'approvals'; readonly preset?: Partial<ApprovalQuery> }
  | { readonly name: 'approval'; readonly recordId: string }
  | { readonly name: 'approvalForm'; readonly recordId: string | undefined }
  /** the list of supervision information */
  | { readonly name: 'supervision'; readonly preset?: Partial<ApprovalQuery> }
  | { readonly name: 'supervisionRecord'; readonly recordId: string }
  | { readonly name: 'supervisionForm'; readonly recordId: string | undefined }
  | { readonly name: 'import' }
  /** 待认领: records of other departments */
  | { readonly name: 'inbox' }
  /** `about`: begins with the choice of a letter about these records */
  | {
      readonly name: 'letters';
      readonly about?: readonly string[];
      readonly tab?: 'draft' | 'issued' | 'received' | 'numbers' | 'templates';
    }
  | { readonly name: 'letter'; readonly letterId: string }
  /** case files, reviews of 办法 21(三), inquiries; `show`: begins with that letter open */
  | { readonly name: 'handling'; readonly tab?: 'transfers' | 'reviews' | 'inquiries'; readonly show?: string }
  /** 会议, 会议申请, 待续议题 */
  | { readonly name: 'meetings'; readonly tab?: 'meetings' | 'applications' | 'carried' }
  | { readonly name: 'meeting'; readonly meetingId: string; readonly tab?: 'agenda' | 'answers' | 'documents' | 'actions' }
  /** convening a new meeting (from applications, from carried items) or changing what is arranged */
  | {
      readonly name: 'meetingForm';
      readonly meetingId?: string;
      readonly applications?: readonly string[];
      readonly carried?: readonly string[];
    }
  /** the record, while the meeting goes on */
  | { readonly name: 'meetingRecord'; readonly meetingId: string }
  /** a document of a meeting, in its editor or frozen */
  | { readonly name: 'meetingDocument'; readonly documentId: string }
  /** 督办事项; `show`: begins with that one open */
  | { readonly name: 'actions'; readonly show?: string; readonly filter?: 'mine' | 'toJudge' | 'open' | 'all' }
  | { readonly name: 'calendar' }
  | { readonly name: 'liaisons' }
  /** `show`: begins with that drawer open */
  | { readonly name: 'packages'; readonly show?: 'gaps' }
  /** what two computers of one department said apart about one thing; `recordId` opens that one */
  | { readonly name: 'conflicts'; readonly recordId?: string }
  | { readonly name: 'directory' }
  | { readonly name: 'settings' };

/** The page of one record, whatever its kind. */
export function recordPage(kind: RecordKind, recordId: string): Page {
  return { name: kind === 'approval' ? 'approval' : 'supervisionRecord', recordId };
}

interface Navigation {
  readonly page: Page;
  readonly history: readonly Page[];
  readonly go: (page: Page) => void;
  readonly back: () => void;
  /** set by a page with unsaved input; asked before leaving. Returns true when leaving is fine. */
  readonly guard: (() => Promise<boolean>) | undefined;
  readonly setGuard: (guard: (() => Promise<boolean>) | undefined) => void;
}

export const useNavigation = create<Navigation>((set, get) => ({
  page: { name: 'home' },
  history: [],
  guard: undefined,
  setGuard: (guard) => set({ guard }),
  go: (page) => {
    void leave(get().guard).then((free) => {
      if (free) set((state) => ({ page, history: [...state.history.slice(-50), state.page], guard: undefined }));
    });
  },
  back: () => {
    void leave(get().guard).then((free) => {
      if (!free) return;
      set((state) => ({ page: state.history.at(-1) ?? { name: 'home' }, history: state.history.slice(0, -1), guard: undefined }));
    });
  },
}));

async function leave(guard: (() => Promise<boolean>) | undefined): Promise<boolean> {
  return guard ? await guard() : true;
}
