using CsCheck;
using WorkflowEnforcement.Enforcement.Approvals;
using WorkflowEnforcement.Enforcement.Cases;
using WorkflowEnforcement.Enforcement.Tests.Cases;
using Xunit;

namespace WorkflowEnforcement.Enforcement.Tests.Approvals;

/// <summary>Whatever the delegation, the hand and the day: what lies outside one of the limits is refused, and the case stays as it was.</summary>
public sealed class ProxyLimitTests
{
    private const int Trials = 4000;

    private static readonly string[] Users = [.. TestBureau.Staff.Keys.Order(StringComparer.Ordinal)];
    private static readonly string[] Steps = ["RegisterClue", "VerifyClue", "ReviewFiling", "ApproveFiling", "EndInvestigation", "UnitReview", "LegalReview", "LegalSignOff", "ApproveNotice", "MakeDecision", "Publicise", "Archive"];
    private static readonly GivenCase[] Cases = [.. Steps.Select(step => GivenCase.Given("full-penalty", step))];

    [Fact]
    public void Nothing_is_done_outside_the_limits_of_a_delegation() =>
        Gen.Int[0, int.MaxValue - 1].Sample(seed => new Trial(new Random(seed)).Holds(), iter: Trials, threads: 2);

    [Fact]
    public void Within_the_limits_much_is_done()
    {
        var taken = Enumerable.Range(0, Trials).Select(seed => new Trial(new Random(seed))).Where(trial => trial.Outcome is Accepted).ToList();
        Assert.Equal(
            Steps.Except(["VerifyClue", "LegalSignOff"]).Order(StringComparer.Ordinal),
            taken.Select(trial => trial.Element).Distinct().Order(StringComparer.Ordinal));
    }

    private sealed class Trial
    {
        private readonly CaseCommand command;
        private readonly CaseSetting setting;
        private readonly CaseState state;
        private readonly WrittenProxy written;

        public Trial(Random random)
        {
            var given = Cases[random.Next(Cases.Length)];
            var next = given.Next;
            var (grantor, today) = (random.Next(3) == 0 ? One(random) : next.By, DateOnly.FromDateTime(next.At.DateTime));
            var proxy = One(random);
            var roles = TestBureau.Staff[grantor].Roles;
            written = new WrittenProxy
            {
                Id = Guid.Empty,
                Grantor = new NamedPerson(grantor, grantor),
                Proxy = new NamedPerson(proxy, proxy),
                Procedures = random.Next(5) == 0 ? ["licensing.ordinary"] : [],
                Roles = random.Next(4) == 0 ? [Roles.Clerk] : random.Next(2) == 0 ? [.. roles] : [],
                SignedOn = today.AddDays(-5),
                From = today.AddDays(random.Next(-5, 2)),
                Until = today.AddDays(random.Next(-1, 5)),
                Number = "委1号",
                EnteredBy = new NamedPerson(grantor, grantor),
                EnteredAt = next.At.AddDays(random.Next(8) == 0 ? 1 : -5),
                Revoked = random.Next(6) == 0 ? new ProxyRevocation(new NamedPerson(grantor, grantor), next.At.AddHours(-1), string.Empty) : null,
            };
            (Element, state, setting) = (next.Task, given.State, given.Walk.Setting with { Proxies = new ProxyRegister([written]) });
            command = given.Walk.CommandOf(next.As(random.Next(6) == 0 ? One(random) : proxy)) with { OnBehalfOf = random.Next(6) == 0 ? One(random) : grantor };
            Outcome = CaseDecider.Decide(setting, state, command);
        }

        public string Element { get; }

        public CaseOutcome Outcome { get; }

        public void Holds()
        {
            var within = IsWithin();
            if (!within)
            {
                Assert.IsType<Refused>(Outcome);
                return;
            }

            if (Outcome is not Accepted accepted)
            {
                return;
            }

            // Nothing is done by proxy that the person represented could not have done, and all of it says so.
            Assert.IsType<Accepted>(CaseDecider.Decide(setting, state, command with { By = TestBureau.Actor(setting, command.OnBehalfOf!), OnBehalfOf = null }));
            Assert.All(accepted.Events.OfType<PersonalAct>(), act => Assert.True(act.OnBehalfOf?.Id == command.OnBehalfOf || act is FactsRecorded { Element: "" }));
            Assert.Contains(command.By.Id, accepted.State.Completions[^1].By, StringComparison.Ordinal);
        }

        private bool IsWithin()
        {
            var step = setting.Procedure.Steps[Element];
            var hand = command.By.Id;
            var approves = !step.Assignment!.Roles.Contains(Roles.Officer);
            return hand == written.Proxy.Id && command.OnBehalfOf == written.Grantor.Id && hand != command.OnBehalfOf
                && written.Revoked is null && written.EnteredAt <= command.At && written.From <= command.Today && command.Today <= written.Until
                && written.Procedures.Count == 0
                && step.Assignment.Roles.Any(role => TestBureau.Staff[written.Grantor.Id].Roles.Contains(role) && (written.Roles.Count == 0 || written.Roles.Contains(role)))
                && hand is not ("admin" or "supervisor" or "auditor")
                && !(approves && hand is "officer1" or "officer2")
                && Element is not "VerifyClue"
                && !(Element is "LegalReview" or "LegalSignOff" && hand is not ("reviewer" or "legalhead"))
                && !(step.Assignment.Roles.Contains(Roles.Officer) && !TestBureau.Staff[hand].MayEnforceOn(command.Today));
        }

        private static string One(Random random) => Users[random.Next(Users.Length)];
    }
}
