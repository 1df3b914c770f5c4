/** The department's own templates: begun from, taken away. */
import { Button, Flex, Table } from 'antd';
import { useState } from 'react';
import { LETTER_KINDS } from '#shared/domain/letter.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../../app/session.ts';
import { workstation } from '../../app/workstation-client.ts';
import { useConfirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useAsync } from '../../components/use-async.ts';
import { useBeginLetter } from './begin-dialog.tsx';
import { text } from './text.ts';

const words = text.templates;

export function TemplatesTab() {
  const { value, failure, reload } = useAsync(() => workstation().letterTemplates());
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const begin = useBeginLetter();
  const confirm = useConfirm();
  const [removing, setRemoving] = useState<Failure>();
  const remove = async (templateId: string, name: string) => {
    const yes = await confirm({ title: words.removeTitle(name), content: words.removeBody, okText: words.remove, danger: true });
    if (!yes) return;
    const result = await workstation().removeTemplate(templateId);
    setRemoving(result.ok ? undefined : result.error);
    useSession.getState().touch();
  };
  return (
    <Flex vertical gap={8} data-testid="templates">
      <FailureAlert failure={failure} title={words.failed} onRetry={reload} />
      <FailureAlert failure={begin.failure} title={text.begin.failed} />
      <FailureAlert failure={removing} title={words.removeFailed} />
      <Table
        size="middle"
        rowKey="templateId"
        dataSource={[...(value ?? [])]}
        pagination={false}
        locale={{ emptyText: value ? <EmptyState title={words.empty.title} description={words.empty.hint} /> : ' ' }}
        columns={[
          { title: words.name, dataIndex: 'name' },
          { title: text.list.columns.kind, render: (_, row) => LETTER_KINDS[row.kind].name, width: 200 },
          {
            width: 180,
            render: (_, { templateId, name, kind }) => (
              <Flex gap={8}>
                <Button
                  size="small"
                  disabled={readOnly || begin.busy}
                  onClick={() => begin.start({ kind, about: [], template: templateId })}
                  data-testid="templates.use"
                >
                  {words.use}
                </Button>
                <Button
                  size="small"
                  danger
                  disabled={readOnly}
                  onClick={() => void remove(templateId, name)}
                  data-testid="templates.remove"
                >
                  {words.remove}
                </Button>
              </Flex>
            ),
          },
        ]}
      />
    </Flex>
  );
}
