/** The calendar as a file for other calendars (RFC 5545): of the month that is looked at, or from today on. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { workstation } from '../../app/workstation-client.ts';
import { todayHere } from '../../components/record-format.ts';
import { useSaveFile } from '../../components/use-save-file.tsx';
import { text } from './text.ts';

const words = text.file;
const DAY = 'YYYY-MM-DD';
type Span = keyof typeof words.spans;
const SPANS: readonly Span[] = ['month', 'quarter', 'year'];

export function FileButton({ month }: { readonly month: string }) {
  const { saving, save } = useSaveFile();
  const write = (span: Span) => {
    const { from, to } = daysOf(span, month);
    void save('calendar', words.name(from, to), (token) => workstation().saveCalendar({ from, to, token }));
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: SPANS.map((span) => ({ key: span, label: <span data-testid={`calendar.file.${span}`}>{words.spans[span]}</span> })),
        onClick: ({ key }) => {
          const span = SPANS.find((each) => each === key);
          if (span) write(span);
        },
      }}
    >
      <Tooltip title={words.hint} placement="left">
        <Button icon={<DownloadOutlined />} loading={saving} data-testid="calendar.file">
          {words.button}
        </Button>
      </Tooltip>
    </Dropdown>
  );
}

/** both days included */
function daysOf(span: Span, month: string) {
  if (span === 'month') return { from: `${month}-01`, to: dayjs(`${month}-01`).endOf('month').format(DAY) };
  const today = dayjs(todayHere());
  const end = span === 'quarter' ? today.add(3, 'month') : today.add(1, 'year');
  return { from: today.format(DAY), to: end.subtract(1, 'day').format(DAY) };
}
