/** 日历 */
import { PageHeader } from '../../components/page-header.tsx';

export function CalendarPage() {
  return <PageHeader title="日历" />;
}
