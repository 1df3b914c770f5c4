/** The tabs of one meeting, in their order. */
export const MEETING_TABS = ['arrangement', 'agenda', 'answers', 'record', 'documents', 'actions', 'history'] as const;
export type MeetingTab = (typeof MEETING_TABS)[number];
