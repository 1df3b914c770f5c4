/** The methods of {@link LiaisonsApi}, {@link MeetingsApi} and {@link ActionsApi}, and the workbooks; each hands its input to the part that does the work. */
import { ok } from '#shared/domain/result.ts';
import { addLetterFiles } from '../letters/letter-drafts.ts';
import { sentRows } from '../packages/sent-rows.ts';
import { changeAction, judgeAction, progressAction, withdrawAction } from './action-writing.ts';
import { actionDetail, actionRows } from './actions.ts';
import { applicationRows, applyForMeeting, declineApplication } from './applications.ts';
import { calendarEvents } from './calendar.ts';
import { saveCalendar } from './calendar-file.ts';
import { carriedItems } from './carried.ts';
import { saveLiaisonList } from './liaison-list-file.ts';
import { beginLiaisonLetter, liaisonList, saveLiaison } from './liaisons.ts';
import { answerAttendance, cancelMeeting, conveneMeeting, proposeItem, withdrawItem } from './meeting-arranging.ts';
import { beginMeeting } from './meeting-begin.ts';
import { meetingDetail } from './meeting-detail.ts';
import { MeetingDocumentMethods } from './meeting-document-methods.ts';
import { exportMeetings, meetingRecipients } from './meeting-export.ts';
import { beginMeetingNotice } from './meeting-notice.ts';
import { meetingOverview } from './meeting-overview.ts';
import { meetingRows } from './meeting-rows.ts';
import { saveMeetingWorkbook } from './meeting-workbook.ts';
import type { ActionsApi, LiaisonsApi, MeetingDocumentsApi, MeetingsApi } from './meetings-api.ts';
import { closeMeeting, noteMeeting } from './recording.ts';
import { saveYearLedger } from './year-ledger.ts';

export abstract class MeetingMethods
  extends MeetingDocumentMethods
  implements LiaisonsApi, MeetingsApi, Pick<MeetingDocumentsApi, 'saveMeetingWorkbook' | 'saveYearLedger'>, ActionsApi
{
  liaisons: LiaisonsApi['liaisons'] = async () => this.withOpened(({ context }) => ok(liaisonList(context)));
  saveLiaison: LiaisonsApi['saveLiaison'] = async (input) => this.withOpened(({ context }) => saveLiaison(context, input));
  beginLiaisonLetter: LiaisonsApi['beginLiaisonLetter'] = async (liaisonIds) =>
    this.withOpened(({ context, vault }) => beginLiaisonLetter(context, vault, liaisonIds));
  saveLiaisonList: LiaisonsApi['saveLiaisonList'] = async (input) => this.withOpened(({ context }) => saveLiaisonList(context, input));

  meetingOverview: MeetingsApi['meetingOverview'] = async () => this.withOpened(({ context }) => ok(meetingOverview(context)));
  meetings: MeetingsApi['meetings'] = async (query) => this.withOpened(({ context }) => ok(meetingRows(context, query)));
  meetingDetail: MeetingsApi['meetingDetail'] = async (meetingId) => this.withOpened(({ context }) => meetingDetail(context, meetingId));

  applications: MeetingsApi['applications'] = async () => this.withOpened(({ context }) => ok(applicationRows(context)));
  applyForMeeting: MeetingsApi['applyForMeeting'] = async (input) =>
    this.withOpened(({ context, vault }) => applyForMeeting(context, vault, input));
  declineApplication: MeetingsApi['declineApplication'] = async (input) =>
    this.withOpened(({ context }) => declineApplication(context, input));

  beginMeeting: MeetingsApi['beginMeeting'] = async (input) => this.withOpened(({ context }) => beginMeeting(context, input));
  conveneMeeting: MeetingsApi['conveneMeeting'] = async (input) =>
    this.withOpened(({ context, vault }) => conveneMeeting(context, vault, input));
  cancelMeeting: MeetingsApi['cancelMeeting'] = async (input) => this.withOpened(({ context }) => cancelMeeting(context, input));
  beginMeetingNotice: MeetingsApi['beginMeetingNotice'] = async (meetingId) =>
    this.withOpened(({ context, vault }) => beginMeetingNotice(context, vault, meetingId));
  // Sealed before something names them, as those of letters are.
  addMeetingFiles: MeetingsApi['addMeetingFiles'] = async (files) =>
    this.withOpened(({ context, vault }) => addLetterFiles(context, vault, files));
  proposeItem: MeetingsApi['proposeItem'] = async (input) => this.withOpened(({ context, vault }) => proposeItem(context, vault, input));
  withdrawItem: MeetingsApi['withdrawItem'] = async (input) => this.withOpened(({ context }) => withdrawItem(context, input));
  answerAttendance: MeetingsApi['answerAttendance'] = async (input) => this.withOpened(({ context }) => answerAttendance(context, input));

  noteMeeting: MeetingsApi['noteMeeting'] = async (input) => this.withOpened(({ context }) => noteMeeting(context, input));
  closeMeeting: MeetingsApi['closeMeeting'] = async (input) => this.withOpened(({ context }) => closeMeeting(context, input));
  carriedItems: MeetingsApi['carriedItems'] = async () => this.withOpened(({ context }) => ok(carriedItems(context)));

  exportMeetings: MeetingsApi['exportMeetings'] = async (input) =>
    this.withOpened(async (opened) => sentRows(opened, await exportMeetings(opened.context, opened.vault, input)));
  meetingRecipients: MeetingsApi['meetingRecipients'] = async (input) =>
    this.withOpened(({ context }) => meetingRecipients(context, input));

  saveMeetingWorkbook: MeetingDocumentsApi['saveMeetingWorkbook'] = async (input) =>
    this.withOpened(({ context }) => saveMeetingWorkbook(context, input));
  saveYearLedger: MeetingDocumentsApi['saveYearLedger'] = async (input) => this.withOpened(({ context }) => saveYearLedger(context, input));

  actionDetail: ActionsApi['actionDetail'] = async (actionId) => this.withOpened(({ context }) => actionDetail(context, actionId));
  actions: ActionsApi['actions'] = async (query) => this.withOpened(({ context }) => ok(actionRows(context, query)));
  progressAction: ActionsApi['progressAction'] = async (input) =>
    this.withOpened(({ context, vault }) => progressAction(context, vault, input));
  judgeAction: ActionsApi['judgeAction'] = async (input) => this.withOpened(({ context }) => judgeAction(context, input));
  changeAction: ActionsApi['changeAction'] = async (input) => this.withOpened(({ context }) => changeAction(context, input));
  withdrawAction: ActionsApi['withdrawAction'] = async (input) => this.withOpened(({ context }) => withdrawAction(context, input));
  calendar: ActionsApi['calendar'] = async (input) => this.withOpened(({ context }) => calendarEvents(context, input));
  saveCalendar: ActionsApi['saveCalendar'] = async (input) => this.withOpened(({ context }) => saveCalendar(context, input));
}
