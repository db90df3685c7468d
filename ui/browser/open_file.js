// A button that opens files in the page's own words; each file goes to the server as base64.
export default ({ data, parentElement, setTriggerValue }) => {
  const box = document.createElement("div");
  box.className = "open-file";
  box.innerHTML = `<label><input type="file" accept=".xlsx,.csv,.tsv,.txt"><span></span></label>
    <small></small><p class="refused" role="alert" hidden></p>`;
  const [input, label, note, refused] = ["input", "span", "small", "p"].map((it) => box.querySelector(it));
  label.textContent = data.label;
  note.textContent = data.note;
  input.multiple = data.multiple;
  const read = (file) => new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve([file.name, reader.result.split(",")[1] ?? ""]);
    reader.readAsDataURL(file);
  });
  input.addEventListener("change", async () => {
    const files = [...input.files];
    const large = files.find((file) => file.size > data.limit);
    refused.hidden = !large;
    if (large) refused.textContent = data.refused.replace("{name}", large.name);
    else if (files.length) setTriggerValue("files", await Promise.all(files.map(read)));
    input.value = ""; // the same file may be chosen again
  });
  parentElement.replaceChildren(box);
};
