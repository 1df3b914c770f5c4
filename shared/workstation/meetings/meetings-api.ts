/** What a liaison officer does with meetings and what follows from them (办法 17, 27–31); a part of {@link WorkstationApi}. */
import type { Attachment, IsoDate } from '#shared/domain/approval.ts';
import type { Liaison } from '#shared/domain/liaison.ts';
import type {
  AgendaItem,
  Arrangement,
  Conclusion,
  ItemRecord,
  MeetingApplication,
  MeetingDocumentContent,
  MeetingDocumentForm,
  MeetingKind,
  MeetingRecord,
  Party,
  RecordHead,
} from '#shared/domain/meeting.ts';
import type { Result } from '#shared/domain/result.ts';
import type { NewAttachment, PackageOutput, PackageRow, SavedFile, TimelineItem } from '../api.ts';

// ---- 联络员 (27, 28) ----

export interface LiaisonRow {
  readonly liaisonId: string;
  readonly departmentId: string;
  readonly departmentName: string;
  readonly own: boolean;
  readonly liaison: Liaison;
  readonly inOffice: boolean;
  /** the 联络员备案函, if there is one */
  readonly letterId: string | undefined;
  readonly filedAt: string;
  /** oldest first: each change with its reason */
  readonly history: readonly { readonly at: string; readonly by: string; readonly reason: string; readonly liaison: Liaison }[];
}

export interface LiaisonList {
  readonly rows: readonly LiaisonRow[];
  /** departments of the directory, and the own one, that have no officer in office: 27 asks for at least one */
  readonly without: readonly { readonly departmentId: string; readonly departmentName: string; readonly own: boolean }[];
}

export interface LiaisonsApi {
  liaisons(): Promise<Result<LiaisonList>>;
  /** an own officer; `liaisonId` absent: a new one. A change needs a reason. */
  saveLiaison(input: {
    readonly liaisonId?: string;
    readonly liaison: Liaison;
    readonly reason: string;
  }): Promise<Result<{ readonly liaisonId: string }>>;
  /** a draft of the 联络员备案函 that names these officers; the officers then name the letter */
  beginLiaisonLetter(liaisonIds: readonly string[]): Promise<Result<{ readonly letterId: string }>>;
  /** .xlsx; contacts are masked unless `contacts` */
  saveLiaisonList(input: { readonly token: string; readonly contacts: boolean }): Promise<Result<SavedFile>>;
}

// ---- meetings ----

export type MeetingStage = 'collecting' | 'arranged' | 'today' | 'toRecord' | 'held' | 'cancelled';

export interface MeetingRow {
  readonly meetingId: string;
  readonly kind: MeetingKind;
  readonly kindName: string;
  readonly title: string;
  /** 第3期; empty when not counted */
  readonly issue: string;
  readonly date: string;
  readonly time: string;
  readonly place: string;
  readonly convener: string;
  readonly own: boolean;
  readonly stage: MeetingStage;
  readonly parties: number;
  readonly answered: number;
  readonly refused: number;
  readonly items: number;
  readonly notAgreed: number;
  readonly actions: number;
  readonly actionsOpen: number;
  /** what this department has to do next, in Chinese; empty when nothing */
  readonly todo: string;
  /** there is something of this meeting that the parties haven't been sent yet */
  readonly unsent: boolean;
}

export interface MeetingParty {
  readonly departmentId: string | undefined;
  readonly name: string;
  readonly own: boolean;
  readonly answer: 'accepted' | 'refused' | undefined;
  readonly reason: string;
  readonly persons: readonly { readonly name: string; readonly position: string; readonly as: 'attendee' | 'observer' }[];
  readonly answeredAt: string;
}

export interface MeetingDocumentRow {
  readonly documentId: string;
  readonly form: MeetingDocumentForm;
  readonly title: string;
  readonly issue: string;
  readonly issued: boolean;
  readonly date: string;
  readonly signer: string;
  readonly corrects: string | undefined;
  /** other departments' word on it */
  readonly confirmations: readonly { readonly department: string; readonly agrees: boolean; readonly note: string; readonly at: string }[];
  /** whether this department has confirmed it; undefined for own documents */
  readonly confirmed: boolean | undefined;
}

export interface MeetingDetail {
  readonly row: MeetingRow;
  readonly arrangement: Arrangement;
  readonly parties: readonly MeetingParty[];
  /** proposed and not on the agenda yet */
  readonly proposals: readonly { readonly item: AgendaItem; readonly by: string; readonly own: boolean; readonly at: string }[];
  /** of each carried item where it was before, oldest first */
  readonly histories: readonly {
    readonly itemId: string;
    readonly before: readonly { readonly meetingId: string; readonly title: string; readonly date: string; readonly conclusion: string }[];
  }[];
  /** what the items refer to, as people read it */
  readonly references: readonly { readonly id: string; readonly kind: 'approval' | 'supervision' | 'letter'; readonly title: string }[];
  readonly noticeLetterId: string | undefined;
  readonly record: MeetingRecord;
  readonly notedAt: string;
  readonly closed: boolean;
  readonly conclusions: readonly Conclusion[];
  readonly documents: readonly MeetingDocumentRow[];
  readonly actions: readonly ActionRow[];
  readonly timeline: readonly TimelineItem[];
}

export interface ApplicationRow {
  readonly applicationId: string;
  readonly application: MeetingApplication;
  readonly from: string;
  readonly to: string;
  readonly own: boolean;
  /** this department is asked, and hasn't answered */
  readonly toAnswer: boolean;
  readonly state: 'waiting' | 'accepted' | 'declined';
  readonly reason: string;
  readonly meetingId: string | undefined;
  readonly at: string;
  /** what this department said of it hasn't been sent to the other one yet */
  readonly unsent: boolean;
}

/** An item that was not agreed, and waits for the next meeting or the 联席会议 (31(三)). */
export interface CarriedItem {
  readonly meetingId: string;
  readonly itemId: string;
  readonly title: string;
  readonly meetingTitle: string;
  readonly heldOn: string;
  readonly next: 'nextMeeting' | 'jointConference';
  readonly conclusion: string;
  /** ready to be put on an agenda, with where it comes from */
  readonly item: AgendaItem;
  /** how often it has been on an agenda */
  readonly times: number;
}

export interface MeetingOverview {
  readonly applicationsToAnswer: number;
  readonly toAnswer: number;
  readonly toRecord: number;
  readonly toConfirm: number;
  readonly carried: number;
  readonly actionsOpen: number;
  readonly actionsOverdue: number;
  /** reported as done, and this department has to confirm */
  readonly actionsToJudge: number;
  readonly withoutLiaison: number;
  /** 29: once a month; true when the approval department has neither held nor arranged a 例会 in this month */
  readonly monthlyMissing: boolean;
  readonly next: MeetingRow | undefined;
}

export interface MeetingsApi {
  meetingOverview(): Promise<Result<MeetingOverview>>;
  meetings(query: {
    readonly text: string;
    readonly show: 'coming' | 'held' | 'all';
    readonly kinds: readonly MeetingKind[];
    /** '' for all */
    readonly year: string;
  }): Promise<Result<readonly MeetingRow[]>>;
  meetingDetail(meetingId: string): Promise<Result<MeetingDetail>>;

  applications(): Promise<Result<readonly ApplicationRow[]>>;
  /** 31(一); files are sealed with {@link addMeetingFiles} before */
  applyForMeeting(input: { readonly application: MeetingApplication }): Promise<Result<{ readonly applicationId: string }>>;
  /** declining needs a reason; accepting is done by convening (`applications` of the arrangement) */
  declineApplication(input: { readonly applicationId: string; readonly reason: string }): Promise<Result<void>>;

  /** what a new meeting begins with: next issue, parties, an application's items, and items carried from others by their ids there */
  beginMeeting(input: {
    readonly kind: MeetingKind;
    readonly applications: readonly string[];
    readonly carried: readonly string[];
  }): Promise<Result<Arrangement>>;
  /** approval departments only (31(一)); a change of an arranged meeting needs a reason. The convener isn't among the parties. */
  conveneMeeting(input: {
    readonly meetingId?: string;
    readonly arrangement: Arrangement;
    readonly reason: string;
  }): Promise<Result<{ readonly meetingId: string }>>;
  cancelMeeting(input: { readonly meetingId: string; readonly reason: string }): Promise<Result<void>>;
  /** a draft of the 会议通知 */
  beginMeetingNotice(meetingId: string): Promise<Result<{ readonly letterId: string }>>;
  addMeetingFiles(files: readonly NewAttachment[]): Promise<Result<readonly Attachment[]>>;
  /** by any party until the collection ends; an existing `itemId` is changed */
  proposeItem(input: { readonly meetingId: string; readonly item: AgendaItem }): Promise<Result<void>>;
  withdrawItem(input: { readonly meetingId: string; readonly itemId: string }): Promise<Result<void>>;
  /** a refusal needs a reason (31(二)) */
  answerAttendance(input: {
    readonly meetingId: string;
    readonly answer: 'accepted' | 'refused';
    readonly reason: string;
    readonly persons: MeetingParty['persons'];
  }): Promise<Result<void>>;

  /** while it goes on: what changed, every few seconds */
  noteMeeting(input: {
    readonly meetingId: string;
    readonly head?: RecordHead;
    readonly item?: ItemRecord;
  }): Promise<Result<{ readonly notedAt: string }>>;
  /**
   * Closes the record: conclusions for the parties, and an action item for each that was planned. Again with a reason: a
   * correction. Fails while an item has no outcome, or an agreed one neither text nor action, or a failed one no next step.
   */
  closeMeeting(input: {
    readonly meetingId: string;
    readonly record: MeetingRecord;
    readonly chair: string;
    readonly recorder: string;
    readonly reason: string;
  }): Promise<Result<void>>;
  carriedItems(): Promise<Result<readonly CarriedItem[]>>;

  /** one package with everything that this department has said about these; one row each recipient comes back */
  exportMeetings(
    input: PackageOutput & {
      readonly meetings: readonly string[];
      readonly applications: readonly string[];
      /** the own officers too */
      readonly liaisons: boolean;
      readonly recipients: readonly string[];
      readonly title: string;
    },
  ): Promise<Result<readonly PackageRow[]>>;
  /** to whom a package about these belongs: conveners and parties that are in the directory */
  meetingRecipients(input: {
    readonly meetings: readonly string[];
    readonly applications: readonly string[];
  }): Promise<Result<readonly string[]>>;
}

// ---- documents ----

export interface MeetingDocumentsApi {
  /** made from the record, saved as a draft */
  beginMeetingDocument(input: {
    readonly meetingId: string;
    readonly form: MeetingDocumentForm;
    readonly corrects?: string;
  }): Promise<Result<{ readonly documentId: string; readonly content: MeetingDocumentContent }>>;
  meetingDocument(
    documentId: string,
  ): Promise<Result<{ readonly row: MeetingDocumentRow; readonly meetingId: string; readonly content: MeetingDocumentContent }>>;
  saveMeetingDocument(input: { readonly documentId: string; readonly content: MeetingDocumentContent }): Promise<Result<void>>;
  discardMeetingDocument(documentId: string): Promise<Result<void>>;
  /** the very PDF that would be issued */
  previewMeetingDocument(content: MeetingDocumentContent): Promise<
    Result<{
      readonly pdf: Uint8Array;
      readonly pages: number;
      readonly substitutes: readonly string[];
      readonly standIns: readonly string[];
    }>
  >;
  issueMeetingDocument(input: { readonly documentId: string; readonly signer: string }): Promise<Result<void>>;
  readMeetingDocumentPdf(documentId: string): Promise<Result<Uint8Array>>;
  saveMeetingDocumentPdf(input: { readonly documentId: string; readonly token: string }): Promise<Result<SavedFile>>;
  saveMeetingDocumentDocx(input: { readonly documentId: string; readonly token: string }): Promise<Result<SavedFile>>;
  /** a party confirms what was agreed, or says what it sees otherwise */
  confirmMeetingDocument(input: { readonly documentId: string; readonly agrees: boolean; readonly note: string }): Promise<Result<void>>;
  /** 签到表, PDF */
  saveAttendanceSheet(input: { readonly meetingId: string; readonly token: string }): Promise<Result<SavedFile>>;
  /** overview, attendance, agenda and conclusions, action items */
  saveMeetingWorkbook(input: {
    readonly meetingId: string;
    readonly token: string;
    readonly contacts: boolean;
  }): Promise<Result<SavedFile>>;
  /** a year's meetings and action items */
  saveYearLedger(input: { readonly year: number; readonly token: string }): Promise<Result<SavedFile>>;
}

// ---- 督办事项 and calendar (31(三)) ----

export interface ActionRow {
  readonly actionId: string;
  readonly meetingId: string;
  readonly meetingTitle: string;
  readonly itemId: string;
  readonly itemTitle: string;
  readonly task: string;
  readonly owner: string;
  readonly ownerId: string | undefined;
  readonly askedBy: string;
  /** who confirms that it is done; another than `askedBy` where that department is responsible itself or isn't known */
  readonly judge: string;
  readonly dueOn: string;
  /** working days; negative when late; undefined when done or withdrawn */
  readonly daysLeft: number | undefined;
  readonly state: 'open' | 'reported' | 'done' | 'withdrawn';
  readonly percent: number;
  /** this department reports, confirms, changes */
  readonly mayReport: boolean;
  readonly mayJudge: boolean;
  readonly mayChange: boolean;
  readonly lastNote: string;
}

/** One item with its evidence and all that was said of it: lists of thousands do without. */
export interface ActionDetail extends ActionRow {
  readonly files: readonly Attachment[];
  readonly timeline: readonly TimelineItem[];
}

export interface CalendarEvent {
  readonly id: string;
  readonly kind: 'meeting' | 'collect' | 'action' | 'inquiry' | 'review';
  readonly title: string;
  readonly date: string;
  /** 09:30, or '' for the whole day */
  readonly time: string;
  readonly endTime: string;
  readonly place: string;
  readonly done: boolean;
  readonly overdue: boolean;
  /** of `meeting` and `collect` the meeting, of `action` the action, otherwise the letter */
  readonly targetId: string;
}

export interface ActionsApi {
  actions(query: {
    readonly text: string;
    readonly show: 'mine' | 'toJudge' | 'open' | 'all';
    readonly overdueOnly: boolean;
  }): Promise<Result<readonly ActionRow[]>>;
  actionDetail(actionId: string): Promise<Result<ActionDetail>>;
  progressAction(input: {
    readonly actionId: string;
    readonly note: string;
    readonly percent: number;
    readonly finished: boolean;
    readonly files: readonly NewAttachment[];
  }): Promise<Result<void>>;
  /** sending back needs a reason */
  judgeAction(input: { readonly actionId: string; readonly accepted: boolean; readonly note: string }): Promise<Result<void>>;
  /** another day or owner, with a reason */
  changeAction(input: {
    readonly actionId: string;
    readonly dueOn: IsoDate;
    readonly owner: Party;
    readonly reason: string;
  }): Promise<Result<void>>;
  withdrawAction(input: { readonly actionId: string; readonly reason: string }): Promise<Result<void>>;
  /** both days included */
  calendar(input: { readonly from: IsoDate; readonly to: IsoDate }): Promise<Result<readonly CalendarEvent[]>>;
  /** RFC 5545 */
  saveCalendar(input: { readonly from: IsoDate; readonly to: IsoDate; readonly token: string }): Promise<Result<SavedFile>>;
}
