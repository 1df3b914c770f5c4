/** What the list of approvals shows. */
import { EMPTY_QUERY } from '#shared/workstation/api.ts';
import { createRecordList } from '../../components/record-list-state.ts';

export const useApprovalList = createRecordList(EMPTY_QUERY);
