const element = document.getElementById("documentation");
window.SwaggerUIBundle({ url: element.dataset.schema, domNode: element, deepLinking: true, docExpansion: "list" });
