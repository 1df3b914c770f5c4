/** One officer: contact, what they are in charge of, and every change with its reason (办法 27, 28). */
import { Button, Drawer, Flex, Timeline, Typography } from 'antd';
import { useState } from 'react';
import { maskTelephone } from '#shared/domain/identifiers.ts';
import { LIAISON_DUTIES, type Liaison } from '#shared/domain/liaison.ts';
import type { LiaisonRow } from '#shared/workstation/meetings/meetings-api.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useSession } from '../../app/session.ts';
import { DescriptionGrid } from '../../components/description-grid.tsx';
import type { LiaisonTask } from './liaison-dialog.tsx';
import { OfficeTag } from './liaison-table.tsx';
import { text } from './text.ts';

const words = text.drawer;

export interface LiaisonDrawerProps {
  /** closed when undefined */
  readonly row: LiaisonRow | undefined;
  readonly onTask: (task: LiaisonTask) => void;
  readonly onClose: () => void;
}

export function LiaisonDrawer({ row, onTask, onClose }: LiaisonDrawerProps) {
  return (
    <Drawer open={row !== undefined} size={640} title={row?.liaison.name} onClose={onClose} destroyOnHidden data-testid="liaisons.drawer">
      {row && (
        <Flex vertical gap={16}>
          <Tools row={row} onTask={onTask} />
          <Facts key={row.liaisonId} row={row} />
          <History history={row.history} />
        </Flex>
      )}
    </Drawer>
  );
}

function Tools({ row, onTask }: Pick<LiaisonDrawerProps, 'onTask'> & { readonly row: LiaisonRow }) {
  const go = useNavigation((navigation) => navigation.go);
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const { letterId } = row;
  return (
    <Flex justify="space-between" align="center" gap={8}>
      <OfficeTag row={row} />
      {row.own ? (
        <Flex gap={8}>
          {letterId !== undefined && (
            <Button onClick={() => go({ name: 'letter', letterId })} data-testid="liaisons.openLetter">
              {text.openLetter}
            </Button>
          )}
          <Button disabled={readOnly} onClick={() => onTask({ kind: 'change', row })} data-testid="liaisons.change">
            {words.change}
          </Button>
          {row.liaison.until === '' && (
            <Button danger disabled={readOnly} onClick={() => onTask({ kind: 'end', row })} data-testid="liaisons.end">
              {words.end}
            </Button>
          )}
        </Flex>
      ) : (
        <Typography.Text type="secondary">{words.others}</Typography.Text>
      )}
    </Flex>
  );
}

function Facts({ row: { liaison, departmentName, own, filedAt } }: { readonly row: LiaisonRow }) {
  const duties = liaison.duties.map((duty) => `${LIAISON_DUTIES[duty].name}（${LIAISON_DUTIES[duty].article}）`);
  return (
    <DescriptionGrid
      columns={1}
      items={[
        { key: 'department', label: text.columns.department, value: departmentName },
        { key: 'section', label: text.columns.section, value: [liaison.section, liaison.position].filter(Boolean).join('　') },
        { key: 'head', label: words.headOfSection, value: liaison.headOfSection ? words.yes : words.no },
        { key: 'telephone', label: words.telephone, value: <Contact number={liaison.telephone} own={own} name="telephone" /> },
        { key: 'mobile', label: words.mobile, value: <Contact number={liaison.mobile} own={own} name="mobile" /> },
        { key: 'duties', label: words.duties, value: duties.join('\n') || words.noDuties },
        { key: 'term', label: text.columns.term, value: text.term(liaison.from, liaison.until) },
        { key: 'filed', label: words.filedAt, value: filedAt },
      ]}
    />
  );
}

/** Personal data: of another department shown when somebody wants to call. */
function Contact({ number, own, name }: { readonly number: string; readonly own: boolean; readonly name: string }) {
  const [shown, setShown] = useState(own);
  if (number === '') return '—';
  return (
    <>
      <span data-testid={`liaisons.${name}`}>{shown ? number : maskTelephone(number)}</span>
      {!own && maskTelephone(number) !== number && (
        <Button type="link" size="small" onClick={() => setShown(!shown)} data-testid={`liaisons.${name}.reveal`}>
          {shown ? words.hide : words.reveal}
        </Button>
      )}
    </>
  );
}

function History({ history }: Pick<LiaisonRow, 'history'>) {
  const newest = [...history].reverse();
  return (
    <section data-testid="liaisons.history">
      <Typography.Title level={2} style={{ fontSize: 15 }}>
        {words.history}
      </Typography.Title>
      <Timeline
        items={newest.map(({ at, by, reason, liaison }, index) => ({
          key: `${at} ${index}`,
          color: index === 0 ? 'blue' : 'gray',
          content: (
            <div data-testid="liaisons.history.item">
              <Typography.Text strong>{reason === '' ? words.first : reason}</Typography.Text>
              <div className="liaisons-secondary">
                {at}　{by}
              </div>
              <div>{summary(liaison)}</div>
            </div>
          ),
        }))}
      />
    </section>
  );
}

function summary({ name, section, position, from, until }: Liaison): string {
  return [name, section, position, text.term(from, until)].filter(Boolean).join('　');
}
