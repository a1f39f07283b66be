// Browsers start no worker for a page that is opened from a folder (file:). The search of the theme runs in one; here it runs in a
// hidden frame instead. The theme asks for the name IFrameWorker and waits for importScripts, which gives a promise in this case.
if (location.protocol === "file:") {
  const load = (doc, src) => new Promise((done, failed) => {
    const script = doc.createElement("script");
    script.src = src;
    script.onload = done;
    script.onerror = () => failed(new Error(src));
    doc.head.append(script);
  });

  class IFrameWorker extends EventTarget {
    constructor(src) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.tabIndex = -1;
      document.documentElement.append(frame);
      const inside = frame.contentWindow;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = (...all) => all.reduce((before, one) => before.then(() => load(inside.document, one)), Promise.resolve());
      this.inside = inside;
      this.ready = load(inside.document, new URL(src, location.href).href);
    }

    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
  }

  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
}
