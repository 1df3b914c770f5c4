import 'dayjs/locale/zh-cn';
import dayjs from 'dayjs';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { installBugReports } from './app/bugs.ts';
import { closeSafely } from './app/unsaved.ts';
import './app/app.css';

dayjs.locale('zh-cn');
installBugReports();
closeSafely(window);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
