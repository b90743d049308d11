import { Boundary } from './components/boundary.tsx';
import { CloseQuestion } from './components/close-question.tsx';
import { Care } from './screens/care.tsx';
import { Ceremony } from './screens/ceremony.tsx';
import { Drill } from './screens/drill.tsx';
import { Home } from './screens/home.tsx';
import { Recovery } from './screens/recovery.tsx';
import { StoreProvider, useStore } from './state/store.tsx';
import { usePageLanguage } from './state/use-language.ts';

/** The whole window. What goes wrong while it is drawn is told, and the ceremony shown anew: the worker holds it. */
export function App() {
  usePageLanguage();
  return (
    <Boundary>
      <StoreProvider>
        <Screens />
      </StoreProvider>
    </Boundary>
  );
}

/** Home until something is open, then its screens until it is left. */
function Screens() {
  const { ceremony, other } = useStore().state;
  if (other?.work === 'drill') return <Drill />;
  if (other?.work === 'recovery') return <Recovery />;
  if (other?.work === 'care') return <Care />;
  if (ceremony === null) return <Home />;
  return (
    <>
      <Ceremony />
      <CloseQuestion ceremony={ceremony} />
    </>
  );
}
