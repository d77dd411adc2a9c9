// The test's stand-in for the background: keeps what it hears, brings show.js, answers a capture as the real one would.
globalThis.heard = [];
globalThis.setting = { on: false, lang: 'en' };
const api = globalThis.browser ?? globalThis.chrome;
const told = (outcome, number, undo) => ({ outcome, number, problem: null, undo });
async function answer(message, sender) {
  globalThis.heard.push(message);
  if (message.wake) return null;
  if (message.type === 'bar') return (await api.storage.session.get({ setting: globalThis.setting })).setting;
  if (message.type === 'show') {
    await api.scripting.executeScript({ target: { tabId: sender.tab.id, frameIds: [0] }, files: ['show.js'] });
    return null;
  }
  if (message.type === 'sweep.command') return {};
  if (message.type === 'guide.said') return { done: true, left: 1, problem: null, until: null };
  if (message.type === 'undo') return told('undone', 12, null);
  globalThis.captured = await api.tabs.sendMessage(sender.tab.id, { ...message, type: 'page.capture' });
  return told('saved', 12, 'tok');
}
api.runtime.onMessage.addListener((message, sender, respond) => {
  answer(message, sender).then(respond, (error) => respond({ error: String(error) }));
  return true;
});
