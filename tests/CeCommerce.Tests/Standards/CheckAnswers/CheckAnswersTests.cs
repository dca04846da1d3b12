using CeCommerce.Standards.Checks;

namespace CeCommerce.Tests.Standards.CheckAnswers;

/// <summary>
/// A named check never changes what it means: each row of <c>answers/</c> is what a check answered when it was new. Run with
/// CECOMMERCE_WRITE_CHECKS=1 to record checks that have no rows yet; what is recorded is never written anew.
/// </summary>
public sealed class CheckAnswersTests
{
    public static TheoryData<string> Checks => [.. NamedChecks.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_check_answers_as_it_did_when_it_was_new(string name)
    {
        var check = NamedChecks.All[name];
        if (Environment.GetEnvironmentVariable("CECOMMERCE_WRITE_CHECKS") == "1" && AnswerFile.Read(name).Count == 0)
            AnswerFile.Add(name, new AnswerRows(check).All());
        var recorded = AnswerFile.Read(name);
        Assert.True(recorded.Count > 0, $"Nothing is recorded of the check {name}. Run this test with CECOMMERCE_WRITE_CHECKS=1 and review its answers.");
        var changed = recorded.SelectMany(answers => Changed(check, answers)).ToList();
        Assert.True(changed.Count == 0, $"{name} answers otherwise than when it was new, and old packs call it. Give the new behaviour a new name.\n" + string.Join('\n', changed));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public void What_is_recorded_shows_the_check_met_and_every_reason_that_it_has(string name)
    {
        var answers = AnswerFile.Read(name).SelectMany(told => told.Rows).Select(row => row.Answer).ToList();
        Assert.Contains(answers, answer => answer[0] == "PASS");
        Assert.Empty(NamedChecks.All[name].Reasons.Select(reason => reason.Key).Except(answers.Where(answer => answer.Count > 1).Select(answer => answer[1])));
    }

    [Fact]
    public void No_check_is_taken_away_because_old_packs_call_it() => Assert.Empty(AnswerFile.Checks.Except(NamedChecks.All.Keys));

    [Fact]
    public void What_is_recorded_is_never_written_anew() =>
        Assert.Throws<IOException>(() => AnswerFile.Add(AnswerFile.Checks.First(), []));

    private static IEnumerable<string> Changed(NamedCheck check, ToldAnswers answers)
    {
        var call = new CheckCall(check, AnswerFile.SubjectOf(answers), answers.Told.GetRawText());
        foreach (var row in answers.Rows)
        {
            var now = call.Answer(row.On, row.Of);
            if (!now.SequenceEqual(row.Answer))
                yield return $"told {answers.Told}, {row.On:O}, of {string.Join(", ", row.Of)}: was {string.Join(' ', row.Answer)}, is {string.Join(' ', now)}";
        }
    }
}
