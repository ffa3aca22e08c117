"""All answers as one value that says each claim once: in one file, entities and pages share them."""

from typing import cast

from pohgraph.export.site.whole import Whole

_NUMBER = "#"  # the key of what stands for a claim. `frontend/src/site/packing.ts` puts it in its place.


def packed(context: Whole, files: dict[str, object]) -> dict[str, object]:
    """The claims, and the files with the number of a claim wherever they have one."""
    answers = [context.claim(claim) for claim in context.claims_in_order]
    numbers = {id(answer): number for number, answer in enumerate(answers)}

    def without(value: object) -> object:
        if isinstance(value, dict):
            if id(value) in numbers:
                return {_NUMBER: numbers[id(value)]}
            return {key: without(one) for key, one in cast("dict[str, object]", value).items()}
        return list(map(without, value)) if isinstance(value, list) else value

    return {"claims": answers, "files": {name: without(value) for name, value in files.items()}}
