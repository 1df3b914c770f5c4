/** 联络员 */
import { PageHeader } from '../../components/page-header.tsx';

export function LiaisonsPage() {
  return <PageHeader title="联络员" />;
}
