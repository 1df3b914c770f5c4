/** The records before and after in the list that was looked at last. Moving on doesn't lengthen the way back. */
import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Flex, Space, Tooltip, Typography } from 'antd';
import { useMemo } from 'react';
import { ok } from '#shared/domain/result.ts';
import { recordPage, useNavigation } from '../app/navigation.ts';
import { workstation } from '../app/workstation-client.ts';
import { recordListText } from './record-list-text.ts';
import { useAsync } from './use-async.ts';
import { useHotkey } from './use-hotkey.ts';

const words = recordListText.neighbours;

export interface RecordNeighboursProps {
  readonly recordId: string;
  readonly testId: string;
}

export function RecordNeighbours({ recordId, testId }: RecordNeighboursProps) {
  const { previous, next, position } = useNeighbours(recordId);
  useHotkey('Alt+ArrowUp', () => previous?.());
  useHotkey('Alt+ArrowDown', () => next?.());
  return (
    <Flex align="center" gap={8}>
      {position && <Typography.Text type="secondary">{position}</Typography.Text>}
      <Space.Compact>
        <Tooltip title={`${words.previous}（${words.keys.previous}）`}>
          <Button
            icon={<UpOutlined />}
            disabled={!previous}
            onClick={previous}
            aria-label={words.previous}
            data-testid={`${testId}.previous`}
          />
        </Tooltip>
        <Tooltip title={`${words.next}（${words.keys.next}）`}>
          <Button icon={<DownOutlined />} disabled={!next} onClick={next} aria-label={words.next} data-testid={`${testId}.next`} />
        </Tooltip>
      </Space.Compact>
    </Flex>
  );
}

interface Neighbours {
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
  readonly position: string;
}

const NOWHERE: Neighbours = { previous: undefined, next: undefined, position: '' };

function useNeighbours(recordId: string): Neighbours {
  const { value: ids } = useAsync(() => workstation().approvalIds());
  const index = ids?.indexOf(recordId) ?? -1;
  const [before, after] = [ids?.[index - 1], index < 0 ? undefined : ids?.[index + 1]];
  const { value: pages } = useAsync(() => pagesOf([before, after]), [before, after]);
  return useMemo(() => {
    if (!ids || index < 0) return NOWHERE;
    const show = (id: string | undefined) => {
      const page = id === undefined ? undefined : pages?.get(id);
      return page && (() => useNavigation.setState({ page }));
    };
    return { previous: show(before), next: show(after), position: words.position(index, ids.length) };
  }, [ids, index, pages, before, after]);
}

/** The list looked at last may hold both kinds (待认领): each has a page of its own. */
async function pagesOf(neighbours: readonly (string | undefined)[]) {
  const records = neighbours.filter((id) => id !== undefined);
  const rows = await workstation().recordRows({ records });
  return rows.ok ? ok(new Map(rows.value.map((row) => [row.recordId, recordPage(row.kind, row.recordId)]))) : rows;
}
