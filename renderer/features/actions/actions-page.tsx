/** 督办事项 */
import { PageHeader } from '../../components/page-header.tsx';

export interface ActionsPageProps {
  readonly show?: string;
  readonly filter?: 'mine' | 'toJudge' | 'open' | 'all';
}

export function ActionsPage(_props: ActionsPageProps) {
  return <PageHeader title="督办事项" />;
}
