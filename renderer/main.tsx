import { createRoot } from 'react-dom/client';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { App } from './app.tsx';
import { firstLanguage, setLanguage } from './strings/catalogue.ts';

setLanguage(firstLanguage(navigator.languages));
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
