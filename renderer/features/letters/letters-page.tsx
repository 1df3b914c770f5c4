/** 公文: drafts, letters issued, letters that came, the register of numbers, the department's templates. */
import { FormOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tabs, Tooltip } from 'antd';
import { useState } from 'react';
import { useSession } from '../../app/session.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { BeginDialog } from './begin-dialog.tsx';
import { LetterList } from './letter-list.tsx';
import './letters.css';
import { NumbersTab } from './numbers-tab.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { TemplatesTab } from './templates-tab.tsx';
import { text } from './text.ts';

const words = text.list;

const TABS = ['draft', 'issued', 'received', 'numbers', 'templates'] as const;
export type LettersTab = (typeof TABS)[number];

/** while the program runs; nothing decrypted */
let lastTab: LettersTab = 'draft';

export interface LettersPageProps {
  /** begins with the choice of occasions for these records */
  readonly about?: readonly string[];
  readonly tab?: LettersTab;
}

export function LettersPage({ about, tab }: LettersPageProps) {
  const readOnly = useSession((session) => session.ledger?.readOnly === true);
  const [shown, setShown] = useState<LettersTab>(tab ?? lastTab);
  const [beginning, setBeginning] = useState(about !== undefined && !readOnly);
  const [registering, setRegistering] = useState(false);
  const [forRecords, setForRecords] = useState(about ?? []);
  const begin = () => {
    setForRecords([]);
    setBeginning(true);
  };
  const show = (next: LettersTab) => {
    lastTab = next;
    setShown(next);
  };
  const content = (name: LettersTab) => {
    if (name === 'numbers') return <NumbersTab />;
    if (name === 'templates') return <TemplatesTab />;
    return <LetterList state={name} disabled={readOnly} onBegin={begin} />;
  };
  return (
    <div className="letters" data-testid="letters">
      <PageHeader
        title={words.title}
        description={words.description}
        actions={
          <>
            <Button icon={<FormOutlined />} disabled={readOnly} onClick={() => setRegistering(true)} data-testid="letters.register">
              {text.register.open}
            </Button>
            <Tooltip title={readOnly ? words.readOnly : ''}>
              <Button type="primary" icon={<PlusOutlined />} disabled={readOnly} onClick={begin} data-testid="letters.create">
                {words.create}
              </Button>
            </Tooltip>
          </>
        }
      />
      <Tabs
        activeKey={shown}
        onChange={(key) => show(TABS.find((name) => name === key) ?? 'draft')}
        destroyOnHidden
        items={TABS.map((name) => ({
          key: name,
          label: <span data-testid={`letters.tab.${name}`}>{words.tabs[name]}</span>,
          children: content(name),
        }))}
      />
      <RegisterDialog open={registering} onClose={() => setRegistering(false)} />
      <BeginDialog open={beginning} about={forRecords} onClose={() => setBeginning(false)} />
    </div>
  );
}
