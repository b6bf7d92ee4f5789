// Fetches Features: by address, or with a question in the body that must not be in an address.
export async function features({ href, body }, signal) {
  const options = body
    ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal }
    : { signal };
  const response = await fetch(href, options);
  if (!response.ok) throw new Error(`${response.status} ${href.split("?")[0]}`);
  return (await response.json()).features;
}
