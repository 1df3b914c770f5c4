/**
 * The one file that touches `ipcMain`. A handler is registered only here: the sender's frame is checked, the input is
 * parsed by its schema, and the answer is always a Result, never `undefined` and never an exception's text.
 */
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { fail, type Result } from '#shared/domain/result.ts';
import { type IpcEventName, type IpcEvents, type IpcInput, type IpcName, type IpcOutputs, ipcInputs } from '#shared/ipc.ts';

export type IpcHandlers = {
  readonly [N in IpcName]: (input: IpcInput<N>) => Promise<Result<IpcOutputs[N]>> | Result<IpcOutputs[N]>;
};

export interface IpcGuard {
  /** the only contents allowed to ask: the main window's */
  readonly contents: () => WebContents | undefined;
  /** the only origin its top frame may have */
  readonly origin: string;
  /** where bugs go */
  readonly report: (name: IpcName, error: unknown) => void;
}

export function registerIpc(handlers: IpcHandlers, guard: IpcGuard): void {
  for (const name of Object.keys(ipcInputs) as IpcName[]) register(name, handlers[name], guard);
}

function register<N extends IpcName>(name: N, handler: IpcHandlers[N], guard: IpcGuard): void {
  ipcMain.handle(name, async (event, raw: unknown): Promise<Result<IpcOutputs[N]>> => {
    if (!isTrusted(event, guard)) return fail('ipc.untrusted-sender', '请求不是由本程序的窗口发出，已拒绝。');
    const input = ipcInputs[name].safeParse(raw);
    if (!input.success) return fail('ipc.malformed', `程序内部的请求“${name}”不合规，已拒绝。请重启程序；若再次出现，请联系技术支持。`);
    try {
      return await handler(input.data as IpcInput<N>);
    } catch (error) {
      guard.report(name, error);
      return fail('ipc.bug', '程序出现了意外错误，操作没有完成，已有数据没有受影响。请重试；若再次出现，请联系技术支持并附上日志。');
    }
  });
}

/** The top frame of our window, still at our own origin; a frame that is gone or navigated has no say. */
function isTrusted(event: IpcMainInvokeEvent, guard: IpcGuard): boolean {
  const frame = event.senderFrame;
  if (!frame || event.sender !== guard.contents() || frame !== event.sender.mainFrame) return false;
  return frame.url === guard.origin || frame.url.startsWith(`${guard.origin}/`);
}

export function sendEvent<E extends IpcEventName>(contents: WebContents, event: E, detail: IpcEvents[E]): void {
  contents.send(event, detail);
}
