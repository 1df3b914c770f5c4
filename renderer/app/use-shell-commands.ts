/** Menu commands and keys that work on every page. */
import { useEffect } from 'react';
import { useHotkey } from '../components/use-hotkey.ts';
import { useNavigation } from './navigation.ts';
import { MENU_PAGES } from './shell-menu.tsx';

interface ShellCommands {
  readonly lock: () => void;
  readonly lockAtOnce: () => void;
  readonly help: () => void;
}

/**
 * Commands by name: a page of the menu (`home`, `import` …), `new`, `search`, `importPackage`, `back`, `lock`, `shortcuts`, `about`.
 * `search` opens the list unless it is open; the list focuses its own search box.
 */
export function useShellCommands({ lock, lockAtOnce, help }: ShellCommands): void {
  useEffect(() => {
    const ends = [
      window.host.on('command', ({ name }) => run(name, lock, help)),
      window.host.on('lockRequested', ({ reason }) => (reason === 'menu' ? lock() : lockAtOnce())),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [lock, lockAtOnce, help]);

  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const position = /^Digit([0-9])$/.exec(event.code)?.[1];
      if (position === undefined || event.shiftKey || event.altKey === event.ctrlKey) return;
      // 0 stands after 9 on the keyboard, and for the tenth entry
      const name = MENU_PAGES[(Number(position) + 9) % 10];
      if (!name) return;
      event.preventDefault();
      run(name, lock, help);
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [lock, help]);
  useHotkey('Ctrl+L', lock);
  useHotkey('F1', () => run('help', lock, help));
  useHotkey('Ctrl+N', () => run('new', lock, help));
  useHotkey('Ctrl+O', () => run('import', lock, help));
  useHotkey('Ctrl+F', () => run('search', lock, help));
  useHotkey('Alt+ArrowLeft', () => run('back', lock, help));
}

/** A dialog may stand for running work: pages aren't changed under it. Locking is always possible. */
function dialogOpen(): boolean {
  return [...document.querySelectorAll('[aria-modal="true"]')].some((dialog) => dialog.checkVisibility());
}

function run(name: string, lock: () => void, help: () => void): void {
  if (name !== 'lock' && dialogOpen()) return;
  const { go, back, page } = useNavigation.getState();
  const menu = MENU_PAGES.find((candidate) => candidate === name);
  if (menu) {
    if (page.name !== menu) go({ name: menu });
    return;
  }
  switch (name) {
    case 'new':
      if (page.name === 'supervision') go({ name: 'supervisionForm', recordId: undefined });
      else if (page.name !== 'approvalForm' && page.name !== 'supervisionForm') go({ name: 'approvalForm', recordId: undefined });
      break;
    case 'search':
      if (page.name !== 'approvals' && page.name !== 'supervision') go({ name: 'approvals' });
      break;
    case 'back':
      back();
      break;
    case 'lock':
      lock();
      break;
    case 'help':
    case 'shortcuts':
      help();
      break;
    case 'about':
      if (page.name !== 'settings') go({ name: 'settings' });
      break;
    case 'importPackage':
      if (page.name !== 'inbox') go({ name: 'inbox' });
      break;
    // a command of one page is heard by that page
    default:
      break;
  }
}
