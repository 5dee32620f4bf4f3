# The door to the project: `make demo`, `make test`; both set up what is missing first.
CARGO ?= cargo
PLAN ?= corpus/xa-tan-hoa-2026-cai-cach-hanh-chinh/plan.md
FAULTY ?= corpus/thi-xa-son-tay-2022-di-san/plan.txt

.PHONY: demo test setup lint bench

setup:
	@sh tools/setup.sh

demo: setup
	@$(CARGO) build --release --quiet
	@target/release/rasoat convert corpus --out target/demo
	@echo
	@echo "One of them, as the program understands it (rasoat inspect --stage units):"
	@target/release/rasoat inspect --stage units $(PLAN)
	@echo
	@echo "The first lines of its record (target/demo/$(patsubst corpus/%,%,$(PLAN)).json):"
	@head -n 40 target/demo/$(patsubst corpus/%,%,$(PLAN)).json
	@echo
	@echo "Where another plan contradicts itself (rasoat check, here by two of its rules):"
	@target/release/rasoat check --select deadline-mismatch,lead-mismatch $(FAULTY) || [ $$? -eq 1 ]

test: setup
	$(CARGO) test --quiet

lint: setup
	$(CARGO) fmt --check
	$(CARGO) clippy --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --quiet

bench: setup
	@sh tools/setup.sh bench
	@$(CARGO) build --release --quiet
	@rm -rf target/bench && mkdir -p target/bench
	@$(CARGO) run --profile bench --quiet --example texts -- target/bench/texts 1000
	@$(CARGO) bench --quiet --bench stages | tee target/bench/stages.txt
	@sh benches/whole.sh target/release/rasoat target/bench/texts target/bench/stages.txt
	@echo
	@$(CARGO) run --profile bench --quiet --example fixtures -- "$$(dirname "$$(fc-match -f '%{file}' 'DejaVu Serif')")" \
		target/bench/texts target/bench/carriers 100
	@sh benches/carriers.sh target/release/rasoat target/bench/carriers
	@echo
	@sh benches/scans.sh target/release/rasoat fixtures/carriers/tam-ky-2023-de-an-06.pdf
