"""`readiness sheet`: a sheet that can be read back, and that overwrites nothing."""


def test_a_blank_sheet_is_a_valid_sheet_and_is_never_overwritten(run, tmp_path):
    from readiness.instrument import read_answers

    out = tmp_path / "sheet.yaml"
    assert run("sheet", "working_time", "--out", out)[0] == 0
    assert read_answers(out).answers == {}
    text = out.read_text(encoding="utf-8")
    filled = text.replace("  # WT-02:", "  WT-02: yes").replace("  # employees:", "  employees: 34")
    out.write_text(filled, encoding="utf-8")
    assert read_answers(out).answers["WT-02"].answer == "yes"
    assert read_answers(out).profile["employees"] == 34
    code, _, err = run("sheet", "working_time", "--out", out)
    assert code == 2
    assert "sheet.yaml" in err
    assert out.read_text(encoding="utf-8") == filled
