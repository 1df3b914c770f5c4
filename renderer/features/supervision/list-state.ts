/** What the list of supervision information shows. */
import { type ApprovalQuery, EMPTY_QUERY } from '#shared/workstation/api.ts';
import { createRecordList } from '../../components/record-list-state.ts';

/** Everything, newest first. */
export const SUPERVISION_QUERY: ApprovalQuery = { ...EMPTY_QUERY, kinds: ['supervision'] };

export const useSupervisionList = createRecordList(SUPERVISION_QUERY);
