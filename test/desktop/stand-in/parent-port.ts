import { EventEmitter } from 'node:events';

// Loaded before the worker: what Electron gives a utility process. What shows that this is another kind of child is
// taken away, for the program looks at what it was started with.

const events = new EventEmitter();
const send = process.send?.bind(process);
process.on('message', (data) => void events.emit('message', { data, ports: [] }));
// A utility process ends with the process that forked it.
process.on('disconnect', () => process.exit(0));
process.execArgv.length = 0;
Object.assign(process, {
  send: undefined,
  parentPort: {
    on: events.on.bind(events),
    postMessage: (message: unknown) => void send?.(message),
  },
});
