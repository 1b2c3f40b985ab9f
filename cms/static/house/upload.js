// Chosen files are listed with a preview and their size, refused at once when too large, and sent with a progress bar.
const TEXTS = {
  zh: { large: (limit) => `文件超过 ${limit}，请压缩或拆分后再上传。`, sending: "正在上传" },
  en: { large: (limit) => `The file is larger than ${limit}; compress or split it first.`, sending: "Uploading" },
};

function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function row(file, limit, texts) {
  const item = document.createElement("li");
  item.className = "upload__file";
  const thumb = document.createElement(file.type.startsWith("image/") ? "img" : "span");
  thumb.className = "upload__thumb";
  if (thumb.tagName === "IMG") {
    thumb.alt = "";
    thumb.src = URL.createObjectURL(file);
    thumb.addEventListener("load", () => URL.revokeObjectURL(thumb.src), { once: true });
  } else thumb.textContent = file.name.split(".").pop().slice(0, 4).toUpperCase();
  const name = document.createElement("span");
  name.className = "upload__name";
  name.textContent = file.name;
  const weight = document.createElement("span");
  weight.className = "subtle small";
  weight.textContent = size(file.size);
  item.append(thumb, name, weight);
  if (file.size > limit) {
    const wrong = document.createElement("p");
    wrong.className = "field__error";
    wrong.textContent = texts.large(size(limit));
    item.append(wrong);
  }
  return item;
}

export function watchUpload(box) {
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector(".upload__list");
  const limit = Number(box.dataset.limit) || Infinity;
  const texts = TEXTS[document.documentElement.lang.startsWith("en") ? "en" : "zh"];
  const show = () => {
    const files = [...input.files];
    list.replaceChildren(...files.map((file) => row(file, limit, texts)));
    const large = files.find((file) => file.size > limit);
    input.setCustomValidity(large ? texts.large(size(limit)) : "");
  };
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => { event.preventDefault(); box.classList.add("is-over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    box.addEventListener(kind, (event) => { event.preventDefault(); box.classList.remove("is-over"); });
  }
  box.addEventListener("drop", (event) => {
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  });
  input.form?.addEventListener("submit", (event) => {
    if (input.files.length === 0 || event.defaultPrevented) return;
    event.preventDefault();
    if (input.validationMessage) {
      delete input.form.dataset.sent;
      input.focus();
      return;
    }
    send(input.form, list, texts, event.submitter);
  });
}

// Whoever was logged out meanwhile is told on the spot: the chosen files and what was typed stay where they are.
function stay(form, list, bar, answer) {
  const notice = new DOMParser().parseFromString(answer, "text/html").querySelector(".notice[role=alert]");
  bar.remove();
  delete form.dataset.sent;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  if (!notice) return;
  notice.querySelector("[data-back]")?.remove();
  notice.tabIndex = -1;
  notice.dataset.refusal = "";
  document.querySelectorAll(".notice[data-refusal]").forEach((earlier) => earlier.remove());
  form.before(notice);
  notice.focus();
}

// The form goes by XMLHttpRequest so that progress is known; the answer replaces the page as a plain submit would.
function send(form, list, texts, submitter) {
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", texts.sending);
  list.append(bar);
  const data = new FormData(form, submitter);
  const request = new XMLHttpRequest();
  request.open(form.method, form.action);
  request.setRequestHeader("X-Upload", "1");
  request.upload.addEventListener("progress", (event) => (bar.value = event.loaded / event.total));
  request.addEventListener("load", () => {
    if (request.responseURL && request.status < 400 && request.responseURL !== form.action) {
      location.assign(request.responseURL);
      return;
    }
    if (request.status === 401) return stay(form, list, bar, request.responseText);
    document.open();
    document.write(request.responseText);
    document.close();
  });
  request.addEventListener("error", () => form.submit());
  request.send(data);
}
