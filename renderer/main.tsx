import { createRoot } from 'react-dom/client';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { App } from './app.tsx';
import { firstLanguage, languageNow, onLanguage, setLanguage } from './strings/catalogue.ts';

// What the system shows of its own, such as dialogs, speaks what the screens speak.
onLanguage(() => void window.quorate.ask('app.speak', { language: languageNow() }));
setLanguage(firstLanguage(navigator.languages));
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
