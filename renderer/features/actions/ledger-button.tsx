/** 会议台账 and 督办台账 of a year as a workbook (办法 29, 31(三)). */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { workstation } from '../../app/workstation-client.ts';
import { todayHere } from '../../components/record-format.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { text } from './text.ts';

const words = text.ledger;
/** this year and those before that are still asked about */
const YEARS = 3;

export function LedgerButton() {
  const { saving, save } = useSaveFile();
  const current = Number(todayHere().slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, index) => current - index);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: years.map((year) => ({
          key: String(year),
          label: <span data-testid={`actions.ledger.${year}`}>{words.year(year)}</span>,
          onClick: () => void save('workbook', words.name(year), (token) => workstation().saveYearLedger({ year, token })),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={saving} title={words.hint} data-testid="actions.ledger">
        {words.button}
      </Button>
    </Dropdown>
  );
}
