import { Ceremony } from './screens/ceremony.tsx';
import { Home } from './screens/home.tsx';
import { useStore } from './state/store.tsx';

/** Home until a ceremony is open, then its screens to the end of the program. */
export function App() {
  const { ceremony } = useStore().state;
  return ceremony === null ? <Home /> : <Ceremony />;
}
