// The page is whole without this; with it, the page stays up to date by itself.
(() => {
  const every = 10_000;
  const says = document.getElementById("live");
  let pictures = Date.now();

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const main = document.getElementById("main");
      // What somebody reads or tabs through stays where it is: only what changed is replaced.
      const sections = [...main.querySelectorAll("section")];
      for (const section of fresh.querySelectorAll("main section")) {
        const old = sections.find((one) => one.getAttribute("aria-labelledby") === section.getAttribute("aria-labelledby"));
        if (old && old.innerHTML !== section.innerHTML && !old.contains(document.activeElement)) old.replaceWith(section);
      }
      if (Date.now() - pictures > 60_000) {
        pictures = Date.now();
        for (const image of main.querySelectorAll(".charts img")) {
          image.src = image.getAttribute("src").split("?")[0] + "?" + pictures;
          const light = image.parentElement.querySelector("source");
          light.srcset = light.getAttribute("srcset").split("?")[0] + "?" + pictures;
        }
      }
      document.querySelector("header time").replaceWith(fresh.querySelector("header time"));
      if (says.textContent !== "live") says.textContent = "live";
    } catch (failure) {
      says.textContent = "not reachable now; what is shown is old";
    }
  }

  says.textContent = "live";
  setInterval(look, every);
})();
