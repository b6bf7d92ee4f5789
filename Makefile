# All the steps are in ./bootstrap. make run PORT=8001 HOST=0.0.0.0; make test ARGS="-k radius"
.PHONY: help run test check admin bench pictures words stop clean lock

help: ## Show this list
	@sed -n 's/^\([a-z]*\): ## /\1\t/p' Makefile | expand -t 8

run: ## Set up what is missing and serve on http://127.0.0.1:8000 (HOST=, PORT=, DATABASE_URL=)
test: ## Set up what is missing and run every test (ARGS= goes to pytest)
check: ## Lint, format, types, import contracts, migrations, production settings, templates
admin: ## Create an account for the admin
bench: ## Measure the searches against bare SQL (ARGS= goes to tests.bench)
pictures: ## Take the pictures of the README (FOLDER=review: of all states, into that folder)
words: ## Bring the catalogues to the texts of today (ARGS=ar begins one)
stop: ## Stop the private database
clean: ## Remove the environment and the private database with its data
lock: ## Pin the dependencies of pyproject.toml anew

run test check admin bench pictures words stop clean lock:
	@./bootstrap $@ $(ARGS)
