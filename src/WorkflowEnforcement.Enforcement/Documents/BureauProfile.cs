using WorkflowEnforcement.Enforcement.Registers;

namespace WorkflowEnforcement.Enforcement.Documents;

/// <summary>What documents say of the bureau itself.</summary>
/// <param name="Name">Full name, as sealed.</param>
/// <param name="ShortName">Short name.</param>
/// <param name="AgencyWord">Word that begins its document numbers (机关代字).</param>
/// <param name="Address">Address.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="ReviewOrgan">Where administrative review is asked for (复议机关).</param>
/// <param name="Court">Court where a suit is brought.</param>
/// <param name="Bank">Bank that collects fines.</param>
/// <param name="BankAddress">Its address.</param>
/// <param name="BankAccount">Account for fines.</param>
/// <legal>行政处罚法 (2021) art. 59, 67; 行政复议法 (2023) art. 24.</legal>
public sealed record BureauProfile(
    string Name,
    string ShortName,
    string AgencyWord,
    string Address,
    string Phone,
    string ReviewOrgan,
    string Court,
    string Bank,
    string BankAddress,
    string BankAccount)
{
    /// <summary>The profile with what an entry of the register of bodies says; what it leaves empty stays.</summary>
    public BureauProfile With(RegisterEntry body) => this with
    {
        Name = Said(body["name"], Name),
        ShortName = Said(body["shortName"], ShortName),
        Address = Said(body["address"], Address),
        Phone = Said(body["phone"], Phone),
        ReviewOrgan = Said(body["reviewOrgan"], ReviewOrgan),
        Court = Said(body["court"], Court),
        Bank = Said(body["bank"], Bank),
        BankAddress = Said(body["bankAddress"], BankAddress),
        BankAccount = Said(body["bankAccount"], BankAccount),
    };

    private static string Said(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
